// Loaded into the server before it starts (node --expose-gc --require): tells the size of its heap, in bytes, when it gets SIGUSR2.
process.on("SIGUSR2", () => {
  globalThis.gc();
  globalThis.gc();
  process.stderr.write(`heap ${process.memoryUsage().heapUsed}\n`);
});
