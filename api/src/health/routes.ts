import { z } from 'zod'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { withDeadline } from '@sightline/infra/platform/deadline'
import { route } from '../../contract/route.ts'
import type { Mount } from '../http/mount.ts'

/** Answers when the part works, throws when not. */
export type Check = () => Promise<unknown>

export interface HealthDeps {
  readonly checks: Readonly<Record<string, Check>>
  /** What is told but stops no work: whoever balances the load shall not take a town's api away for it. */
  readonly watches: Readonly<Record<string, () => boolean>>
  /** Codes of what somebody should look after before it is a fault. */
  readonly warnings: () => Promise<readonly string[]>
  /** Numbers that are read when asked for, by name. */
  readonly gauges: Readonly<Record<string, { help: string; read: () => number | Promise<number> }>>
}

const healthRoute = route({
  method: 'GET',
  path: '/healthz',
  access: 'public',
  scope: 'public',
  summary:
    'Whether the database, the objects and the queue answer (ok); and whether the audit trail is as it was written',
  response: z.object({
    ok: z.boolean(),
    parts: z.record(z.string(), z.boolean()),
    /** Still well: `objects_disk_low`, … */
    warnings: z.array(z.string()),
  }),
})
const metricsRoute = route({
  method: 'GET',
  path: '/metrics',
  access: 'monitor',
  scope: 'program',
  summary: 'Prometheus metrics; the bearer token is in monitor.token',
})

const checkMs = 3_000

async function holds(check: Check): Promise<{ ok: boolean; err?: unknown }> {
  try {
    await withDeadline(check(), checkMs, () => new Error(`no answer within ${checkMs} ms`))
    return { ok: true }
  } catch (err) {
    return { ok: false, err }
  }
}

function createMetrics(app: FastifyInstance, gauges: HealthDeps['gauges']): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'sightline_http_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const answers = new Counter({
    name: 'sightline_http_answers_total',
    help: 'Answers by status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  }
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none' }
    seconds.observe(labels, reply.elapsedTime / 1000)
    answers.inc({ ...labels, status: reply.statusCode })
  })
  return registry
}

/** Health, which says nothing of people, places or cases, and metrics, for who monitors. */
export function healthRoutes(
  mount: Mount,
  { app, checks, watches, warnings, gauges }: HealthDeps & { app: FastifyInstance },
): void {
  const registry = createMetrics(app, gauges)
  mount(healthRoute, async ({ request, reply }) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => ({ name, ...(await holds(check)) })),
    )
    const failed = results.filter((result) => !result.ok)
    for (const { name, err } of failed) request.log.warn({ part: name, err }, 'not healthy')
    if (failed.length > 0) void reply.code(503).serializer(JSON.stringify)
    const watched = Object.entries(watches).map(([name, holds]) => [name, holds()] as const)
    const parts = Object.fromEntries([...results.map(({ name, ok }) => [name, ok] as const), ...watched])
    return { ok: failed.length === 0, parts, warnings: [...(await warnings())] }
  })
  mount(metricsRoute, async ({ reply }) => reply.type(registry.contentType).send(await registry.metrics()))
}
