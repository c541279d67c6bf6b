import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { guardRoutes, registerFor, type Guard } from './access.ts'
import { handleErrors } from './errors.ts'
import { createMount, type Mount } from './mount.ts'
import { serveScreens } from './screens.ts'

export interface AppOptions extends Guard {
  readonly log: FastifyBaseLogger
  /** The built screens, served at `/`; null where there are none. */
  readonly uiDir: string | null
  /** CIDRs whose X-Forwarded-… is believed. */
  readonly trustedProxies: readonly string[]
  /** Counts requests where only so many a minute are answered. */
  readonly rateStore: FastifyRateLimitStoreCtor
  /** Registers the features' routes. */
  readonly features: (mount: Mount, app: FastifyInstance) => void
}

/** Scripts and pictures of our own only; antd writes its styles into the page, video and stills may come as blobs. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/** An upload may take as long; any other body is here within a minute (`refuseSlowBodies`). */
const uploadTimeoutMs = 15 * 60_000
const bodyTimeoutMs = 60_000

/** The server knows one time limit for all requests; whoever dribbles a small body shall not have an upload's. */
function refuseSlowBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    if (raw.method !== 'GET' && !request.routeOptions.config.takesBytes) {
      const timer = setTimeout(() => !raw.complete && raw.destroy(), bodyTimeoutMs).unref()
      raw.once('close', () => clearTimeout(timer))
    }
    done()
  })
}

/** A year, s. */
const strictTransport = 'max-age=31536000'

/** What is known of people and cases stays in no cache; who came by TLS once comes by nothing else. */
function keepAnswersPrivate(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const isJson = String(reply.getHeader('content-type') ?? '').startsWith('application/json')
    if (isJson) void reply.header('cache-control', 'no-store')
    if (request.protocol === 'https') void reply.header('strict-transport-security', strictTransport)
  })
}

const title = { title: 'Sightline', version: '0.1.0', description: 'Non-site enforcement (非现场执法)' }

/** The HTTP face of the api, not yet listening. Nothing answers without a route of the contract that says who may call. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1 << 20,
    trustProxy: [...options.trustedProxies],
    requestTimeout: uploadTimeoutMs,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleErrors(app)
  refuseSlowBodies(app)
  keepAnswersPrivate(app)
  await app.register(cookie)
  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false })
  await app.register(rateLimit, { global: false, store: options.rateStore })
  const callerOf = guardRoutes(app, options)
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: title }, transform: jsonSchemaTransform })
  await registerFor(app, 'signed_in', async (scope) => {
    await scope.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  })
  options.features(createMount(app, callerOf), app)
  await serveScreens(app, options.uiDir)
  return app
}
