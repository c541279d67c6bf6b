import type { FastifyInstance } from 'fastify'

/** What is under way when a process is told to end may take so long, ms; a request that has not even arrived is not waited for longer. */
const graceMs = 3_000

/** Takes no more requests, answers what is under way, and after the grace ends every connection: half a request holds up no exit. */
export async function closeApp(app: FastifyInstance, withinMs = graceMs): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), withinMs)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
  }
}
