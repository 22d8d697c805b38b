/** Telemetry by OpenTelemetry. What may be said is decided in core/telemetry.ts; nothing here watches the network by itself. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TokenCredential } from '@azure/core-auth';
import { type Attributes, type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, type MetricReader, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { outcomeOf } from '../core/measured.ts';
import { allowed, amounts, kinds, type Amount, type Kind, type Said, type Telemetry } from '../core/telemetry.ts';

/** What begins by itself: everything else happens within one of these. */
const spanKinds: Readonly<Record<Kind, SpanKind>> = {
  command: SpanKind.SERVER,
  delivery: SpanKind.CONSUMER,
  cosmos: SpanKind.CLIENT,
  vault: SpanKind.CLIENT,
  graph: SpanKind.CLIENT,
  teams: SpanKind.CLIENT,
};

/** Spans to `spans`, sums and histograms to `metrics`. */
export const openTelemetry = ({
  spans,
  metrics,
}: Readonly<{ spans: SpanProcessor; metrics: MetricReader }>): Telemetry => {
  const resource = resourceFromAttributes({ 'service.name': 'buurtrust' });
  const tracers = new BasicTracerProvider({ resource, spanProcessors: [spans] });
  const meters = new MeterProvider({ resource, readers: [metrics] });
  const tracer = tracers.getTracer('buurtrust');
  const meter = meters.getMeter('buurtrust');
  const durations = Object.fromEntries(
    kinds.map((kind) => [kind, meter.createHistogram(`buurtrust.${kind}.duration`, { unit: 'ms' })]),
  );
  const charge = meter.createHistogram(amounts.charge, { unit: 'RU' });
  const age = meter.createHistogram(amounts.age, { unit: 's' });
  const events = meter.createCounter(amounts.events);
  const measured: Readonly<Record<Amount, (value: number, said: Attributes) => void>> = {
    charge: (value, said) => charge.record(value, said),
    age: (value, said) => age.record(value, said),
    events: (value, said) => events.add(value, said),
  };
  const inside = new AsyncLocalStorage<Context>();

  return {
    async timed(kind, said, work, read = () => ({ outcome: 'ok' })) {
      const first = allowed(said);
      const root = kind === 'command' || kind === 'delivery';
      // A delivery is begun by a timer that some command set: it is not part of that.
      const within = root ? ROOT_CONTEXT : (inside.getStore() ?? ROOT_CONTEXT);
      const name = `${kind} ${first.what ?? first.effect ?? first.operation ?? ''}`;
      const span = tracer.startSpan(name, { kind: spanKinds[kind], attributes: { ...first }, root }, within);
      const started = performance.now();
      const end = (more: Said, failed: boolean) => {
        const last = allowed(more);
        span.setAttributes({ ...last });
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        durations[kind]?.record(performance.now() - started, { ...first, ...last });
      };
      try {
        const result = await inside.run(trace.setSpan(within, span), work);
        end(read(result), false);
        return result;
      } catch (error) {
        // Not `recordException`: that takes the message along.
        end(outcomeOf(error), true);
        throw error;
      }
    },
    add: (amount, value, said) => measured[amount](value, { ...allowed(said) }),
    async close() {
      await Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
    },
  };
};

/**
 * To Application Insights, signed with the app's own identity. Nothing is kept on disk, and the exporter does not send
 * Microsoft figures of its own. Loaded only where it is used.
 */
export const applicationInsights = async (
  connectionString: string,
  credential: TokenCredential,
): Promise<Telemetry> => {
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import(
    '@azure/monitor-opentelemetry-exporter'
  );
  const options = { connectionString, credential, disableOfflineStorage: true };
  return openTelemetry({
    spans: new BatchSpanProcessor(new AzureMonitorTraceExporter(options)),
    metrics: new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(options) }),
  });
};
