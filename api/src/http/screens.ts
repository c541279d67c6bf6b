import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import { Refusal } from '../refusal.ts'

/** Serves the built screens; an address that is no file and no api path opens the application (its router knows it). */
export async function serveScreens(app: FastifyInstance, uiDir: string | null): Promise<void> {
  const hasScreens = uiDir !== null && existsSync(join(uiDir, 'index.html'))
  if (hasScreens) {
    await app.register(fastifyStatic, { root: uiDir, serve: false })
    app.route<{ Params: { '*': string } }>({
      method: 'GET',
      url: '/*',
      schema: { hide: true },
      config: { access: 'public' },
      handler({ params }, reply) {
        void reply.sendFile(params['*'] || 'index.html')
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (hasScreens && isPage && !request.url.startsWith('/api/')) return reply.sendFile('index.html')
    throw new Refusal('not_found', { what: 'address' })
  })
}
