// Keeps what is found in one open notebook up with its edits.
import { finish, type Steps } from "../util/steps";
import { inSlices } from "./slices";
import { after, afterMessages } from "./turns";

/** How a notebook is checked, and what becomes of it. */
export interface CheckWork<Found> {
  /** The check of the notebook as it stands now; null where it cannot be checked yet, or no longer. */
  check(): Steps<Found> | null;
  /** Shows the editor what was found. */
  publish(found: Found): void;
  fail(error: unknown): void;
}

/** Time between two keys of somebody who types fast, ms: a check that takes less is done before the next one. */
const betweenKeys = 100;
/** Longest pause in typing that a check waits for, ms. */
const longestWait = 300;

/**
 * Where nothing is known of the notebook, it is checked in slices, so that other messages are answered meanwhile. After an
 * edit only what has changed is checked, at once: that takes a few milliseconds.
 */
export class LiveCheck<Found> {
  private found: { readonly value: Found; readonly revision: number } | null = null;
  /** How often the notebook was edited. */
  private revision = 0;
  /** How often something else has changed that the check depends on. */
  private changesAround = 0;
  /** A check in slices is under way: no other may begin. */
  private isBusy = false;
  private isClosed = false;
  private ready: Promise<void> = Promise.resolve();
  /** Calls the check off that is to come. */
  private callOff: () => void = () => undefined;
  /** Time that the last check took that began from nothing, and the last one after an edit, ms. */
  private wholeCheck = 0;
  private editCheck = 0;
  /** When the last edit came, and when the last check ended. */
  private lastEdit = -Infinity;
  private lastEnd = -Infinity;

  constructor(private readonly work: CheckWork<Found>) {}

  /** The notebook was edited. */
  edited(): void {
    this.revision++;
    this.checkLater();
  }

  /** Something else has changed: what was found no longer counts. */
  changedAround(): void {
    this.forget();
    this.checkLater();
  }

  /** Checks in slices as soon as what the check needs is there, behind all that was begun before. */
  restart(needed: Promise<void>): Promise<void> {
    return this.inTurn(async () => {
      await needed;
      this.forget();
      await this.checkInSlices();
    });
  }

  /** Waits until the notebook has been checked, and for checks in slices that are under way. Does not reject. */
  async whenReady(): Promise<void> {
    const { ready } = this;
    await ready;
    if (this.ready !== ready) await this.whenReady();
  }

  /** What is found in the notebook as it stands now; undefined where it cannot be checked at the moment. Checks first where that is needed. */
  now(): Found | undefined {
    if (this.isBusy || this.isClosed) return undefined;
    if (this.found?.revision === this.revision) return this.found.value;
    const steps = this.work.check();
    if (!steps) return undefined;
    const started = performance.now();
    const value = finish(steps);
    this.ended(started, this.found ? "editCheck" : "wholeCheck");
    this.found = { value, revision: this.revision };
    return value;
  }

  /** The same, and publishes it; what goes wrong is handed to `fail`. */
  publishNow(): Found | undefined {
    this.callOff();
    try {
      const found = this.now();
      if (found !== undefined) this.work.publish(found);
      return found;
    } catch (error) {
      this.work.fail(error);
      return undefined;
    }
  }

  /** Ends it: nothing is checked or published any more. */
  close(): void {
    this.isClosed = true;
    this.callOff();
  }

  private forget(): void {
    this.found = null;
    this.changesAround++;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    return (this.ready = this.ready.then(work));
  }

  /**
   * The first edit after a pause is checked at once; those of a burst when nothing has come for as long as a check takes.
   * Where a check takes longer than the next key, the pause counts from the check's end: the server has time for others.
   */
  private checkLater(): void {
    this.callOff();
    const now = performance.now();
    const duration = this.found ? this.editCheck : this.wholeCheck;
    const pause = now - (duration < betweenKeys ? this.lastEdit : Math.max(this.lastEdit, this.lastEnd));
    const wait = Math.min(longestWait, duration);
    this.callOff = pause < wait ? after(wait, () => this.checkNow()) : afterMessages(() => this.checkNow());
    this.lastEdit = now;
  }

  private checkNow(): void {
    if (this.found) this.publishNow();
    else void this.inTurn(() => this.checkInSlices());
  }

  private async checkInSlices(): Promise<void> {
    const steps = this.found || this.isClosed ? null : this.work.check();
    if (!steps) return;
    const { revision, changesAround } = this;
    this.isBusy = true;
    const started = performance.now();
    try {
      const value = await inSlices(steps);
      if (this.isClosed) return;
      if (changesAround === this.changesAround) this.found = { value, revision };
      this.ended(started, "wholeCheck");
      this.work.publish(value);
    } catch (error) {
      this.work.fail(error);
    } finally {
      this.isBusy = false;
    }
    if (this.found && this.found.revision !== this.revision) this.publishNow();
  }

  private ended(started: number, kind: "wholeCheck" | "editCheck"): void {
    this.lastEnd = performance.now();
    this[kind] = this.lastEnd - started;
  }
}
