import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** One of the two outputs of a terminal. */
export interface Channel {
  write(text: string): void;
  /** A person reads it as it is written. */
  interactive: boolean;
  /** Columns to wrap at; infinite where nobody's window limits a line. */
  width(): number;
  /** The text in a colour or weight, or as it is where colour is not wanted. */
  style(format: Format, text: string): string;
}

/** What a command reads from and writes to: data on `out`, progress and notes on `err`. */
export interface Terminal {
  out: Channel;
  err: Channel;
  input: NodeJS.ReadableStream & { isTTY?: boolean };
}

const widest = 100;

/** The terminal of this process. Honours NO_COLOR, TERM=dumb and COLUMNS. */
export function processTerminal(environment: Record<string, string | undefined>): Terminal {
  return {
    out: channel(process.stdout, environment),
    err: channel(process.stderr, environment),
    input: process.stdin,
  };
}

function channel(stream: NodeJS.WriteStream, environment: Record<string, string | undefined>): Channel {
  const interactive = stream.isTTY;
  const colour = interactive && !environment.NO_COLOR && environment.TERM !== "dumb";
  return {
    interactive,
    write: (text) => void stream.write(text),
    width() {
      const columns = stream.columns ?? Number(environment.COLUMNS);
      return columns >= 20 ? Math.min(columns, widest) : interactive ? 80 : Number.POSITIVE_INFINITY;
    },
    style: (format, text) => (colour ? styleText(format, text, { validateStream: false }) : text),
  };
}
