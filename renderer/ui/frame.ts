// One frame for the whole window: what has come in, then everybody's changes, then everybody's readings of the layout, then
// everybody's scrolling, so that the page is drawn and laid out once however many columns grow.

/** Runs once, in the next frame in which its phase is still to come. Asked for twice, it runs once. */
export type FrameJob = () => void;

export interface FrameQueue {
  /** Takes in what has come from outside the page. What it leads to is changed in the same frame. */
  receive(job: FrameJob): void;
  /** Changes the page and reads nothing of its layout. */
  mutate(job: FrameJob): void;
  /** Reads the layout and changes nothing. Asked for while mutating, it runs in the same frame. */
  measure(job: FrameJob): void;
  /** Sets scroll positions, and nothing that moves others' layout. Asked for while measuring, it runs in the same frame. */
  scroll(job: FrameJob): void;
  /** Takes a job back that has not run, whatever its phase. */
  cancel(job: FrameJob): void;
}

/** `requestFrame` calls back once, later; a job that throws is given to `report` and stops no other. */
export const createFrameQueue = (
  requestFrame: (run: () => void) => void,
  report: (error: unknown) => void,
): FrameQueue => {
  const phases = {
    receive: new Set<FrameJob>(),
    mutate: new Set<FrameJob>(),
    measure: new Set<FrameJob>(),
    scroll: new Set<FrameJob>(),
  };
  const order = Object.values(phases);
  let isRequested = false;

  const request = (): void => {
    if (isRequested || order.every((jobs) => jobs.size === 0)) return;
    isRequested = true;
    requestFrame(run);
  };

  const run = (): void => {
    isRequested = false;
    for (const jobs of order) {
      // Jobs added to a phase while it runs wait for the next frame; jobs taken back while it runs do not run.
      for (const job of [...jobs]) {
        if (!jobs.delete(job)) continue;
        try {
          job();
        } catch (error) {
          report(error);
        }
      }
    }
    request();
  };

  const addTo =
    (jobs: Set<FrameJob>) =>
    (job: FrameJob): void => {
      jobs.add(job);
      request();
    };

  return {
    receive: addTo(phases.receive),
    mutate: addTo(phases.mutate),
    measure: addTo(phases.measure),
    scroll: addTo(phases.scroll),
    cancel(job) {
      for (const jobs of order) jobs.delete(job);
    },
  };
};

/** The window's frame. A hidden page has none: jobs wait until it is looked at. */
export const frame = createFrameQueue(
  (run) => void requestAnimationFrame(run),
  (error) => reportError(error),
);
