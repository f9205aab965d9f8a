import type { IndexEvents } from "../../library/build-index.ts";
import type { Channel } from "./terminal.ts";

const barWidth = 24;

/** Says how far long work is. */
export interface Progress {
  step(done: number, total: number, text: string): void;
}

/**
 * Progress as a bar on a terminal, else as a line every tenth; none when quiet. Our own bar, for that of @clack/prompts
 * takes over standard input, where `chat` and `ask -` read, and ends the process with 0 on Ctrl-C.
 */
export function createProgress(channel: Channel, quiet: boolean): Progress {
  let shown = 0;
  return {
    step(done, total, text) {
      if (quiet) return;
      const share = total > 0 ? done / total : 1;
      const tenth = Math.floor(share * 10);
      if (channel.interactive) {
        const filled = Math.round(share * barWidth);
        const bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)}`;
        const line = `${bar} ${text}`.slice(0, channel.width() - 1);
        channel.write(`\r\u001B[K${done < total ? line : ""}`);
      } else if (tenth > shown) channel.write(`  ${Math.floor(share * 100)} % (${text})\n`);
      shown = done < total ? tenth : 0;
    },
  };
}

/** What is said and shown while the index is built. */
export function indexEvents(channel: Channel, quiet: boolean): IndexEvents {
  if (quiet) return {};
  const progress = createProgress(channel, quiet);
  const say = (sentence: string): void => channel.write(`${sentence}\n`);
  return {
    reason: say,
    built: say,
    progress: (done, total, { perSecond, secondsLeft }) =>
      progress.step(
        done,
        total,
        `${done} of ${total} texts, ${rate(perSecond)} a second, ${timeLeft(secondsLeft)} left`,
      ),
  };
}

function rate(perSecond: number): string {
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 90) return `${whole} s`;
  return whole < 5400 ? `${Math.round(whole / 60)} min` : `${(whole / 3600).toFixed(1)} h`;
}
