// How much slower than alone this machine is at the moment: others may use its processors while a test takes the time.

/** Milliseconds of a processor that are taken to find out. */
const sample = 100;

/** Time that passes while a processor works for this process, over the time that it works: about 1 where nobody else wants it, 5 where four others do. */
export function contention(): number {
  const [began, used] = [process.hrtime.bigint(), process.cpuUsage()];
  let spent = 0;
  while (spent < sample) {
    const { user, system } = process.cpuUsage(used);
    spent = (user + system) / 1000;
  }
  return Math.max(1, Number(process.hrtime.bigint() - began) / 1e6 / spent);
}
