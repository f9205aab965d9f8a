/** Ctrl-C, given to the work that runs now and to no other. */
export interface Interrupts {
  /** Runs work with a signal that the next interrupt aborts; nested work gets it before the work around it. */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Aborts the innermost work. False when there is none, or when it was asked to stop already. */
  interrupt(): boolean;
}

export function createInterrupts(): Interrupts {
  const running: AbortController[] = [];
  return {
    async during(work) {
      const controller = new AbortController();
      running.push(controller);
      try {
        return await work(controller.signal);
      } finally {
        running.splice(running.indexOf(controller), 1);
      }
    },
    interrupt() {
      const controller = running.at(-1);
      if (!controller || controller.signal.aborted) return false;
      controller.abort();
      return true;
    },
  };
}
