import type { JsonTraceSerializer as Serializer } from "@opentelemetry/otlp-transformer";
import type * as Sdk from "@opentelemetry/sdk-trace-node";
import type { TelemetrySettings } from "ai";

import type { Egress } from "../kit/egress.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { importOptional } from "../kit/optional-package.ts";

/** Spans of what an agent does, sent to a collector that the user named. */
export interface Spans {
  /** What the model library is given, so that its own spans lie below ours. */
  telemetry: TelemetrySettings;
  /** Runs work within a span; `note` adds what is known at its end. */
  around<Result>(name: string, work: (note: (attributes: Attributes) => void) => Promise<Result>): Promise<Result>;
  /** Sends what has not been sent yet. A collector that cannot be reached costs the spans, never an answer. */
  close(): Promise<void>;
}

type Attributes = Record<string, string | number | boolean>;

/** The standard's words for how an export went. */
const sent = 0;
const notSent = 1;

const sdk = "@opentelemetry/sdk-trace-node";
const transformer = "@opentelemetry/otlp-transformer";

/**
 * OpenTelemetry on request: with ATTACHE_OTEL set to a collector's address (OTLP over HTTP, e.g. http://127.0.0.1:4318),
 * spans go there and nowhere else; otherwise undefined, and nothing is loaded. Questions and answers are no part of
 * them unless ATTACHE_OTEL_CONTENT=1. Throws `usage` on a malformed address or where the packages are not installed.
 */
export async function openSpans(
  environment: Record<string, string | undefined>,
  egress: Egress,
  packages: string,
): Promise<Spans | undefined> {
  const address = environment.ATTACHE_OTEL;
  if (!address) return undefined;
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new AttacheError("usage", `ATTACHE_OTEL is ${quoted(address)}, which is no address of a collector.`, {
      next: "Set it to one, for example http://127.0.0.1:4318, or unset it.",
    });
  const [{ NodeTracerProvider, BatchSpanProcessor }, { JsonTraceSerializer }] = await Promise.all([
    importOptional<typeof Sdk>(sdk, packages, transformer),
    importOptional<{ JsonTraceSerializer: typeof Serializer }>(transformer, packages, sdk),
  ]);
  const collector = new URL(address);
  const fetch = egress.fetchFor(collector, { name: "the collector of spans", kind: "network", idleSeconds: 10 });
  const target = new URL(`${collector.pathname.replace(/\/$/, "")}/v1/traces`, collector);
  const exporter: Sdk.SpanExporter = {
    export(spans, done) {
      const body = Buffer.from(JsonTraceSerializer.serializeRequest(spans) ?? []).toString("utf8");
      const headers = { "content-type": "application/json" };
      const send = async (): Promise<void> => {
        const response = await fetch(target, { method: "POST", headers, body }).catch(() => undefined);
        done({ code: response?.ok ? sent : notSent });
      };
      void send();
    },
    shutdown: async () => {},
  };
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  const tracer = provider.getTracer("attache");
  const content = environment.ATTACHE_OTEL_CONTENT === "1";
  return {
    telemetry: { isEnabled: true, tracer, recordInputs: content, recordOutputs: content },
    around: (name, work) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          return await work((attributes) => span.setAttributes(attributes));
        } finally {
          span.end();
        }
      }),
    close: () => provider.forceFlush().catch(() => {}),
  };
}
