import { availableParallelism, hostname } from 'node:os'
import { z } from 'zod'
import { cameraNetworksSetting } from '@sightline/infra/platform/camera-networks'
import { LOG_LEVELS } from '@sightline/infra/platform/log'
import { isSpeechCommand } from '../speakers/speech-command.ts'
import { objectsSettings } from '@sightline/infra/platform/objects-config'

const integer = (least: number) => z.coerce.number().int().min(least)
const cores = availableParallelism()

/** A host's name may hold what a worker id may not. */
const workerName = hostname()
  .replace(/[^A-Za-z0-9-]/g, '-')
  .slice(0, 57)

/** Every setting of an ingest worker. */
export const configSchema = z.object({
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8080')
    .meta({ env: 'SIGHTLINE_API_URL', description: 'address of the api' }),
  workerId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'expected 1..64 of A-Z a-z 0-9 -')
    .default(`ingest-${workerName || '1'}`)
    .meta({ env: 'SIGHTLINE_WORKER_ID', description: 'name of this worker, unique in the deployment' }),
  capacity: integer(0)
    .default(8)
    .meta({ env: 'SIGHTLINE_WORKER_CAPACITY', description: 'how many sources this worker takes' }),
  dataDir: z.string().default('.sightline/ingest').meta({
    env: 'SIGHTLINE_DATA_DIR',
    description: 'folder of rings, held originals, spool and saved states',
  }),
  secretsDir: z.string().default('.sightline/secrets').meta({
    env: 'SIGHTLINE_SECRETS_DIR',
    description: 'folder with seal.key, worker.token and ingest/signing-key.pem',
  }),
  queue: z
    .enum(['postgres', 'redis'])
    .default('postgres')
    .meta({ env: 'SIGHTLINE_QUEUE', description: 'where the queues live: postgres or redis' }),
  databaseUrl: z
    .string()
    .optional()
    .meta({ env: 'DATABASE_URL', description: 'PostgreSQL of the queues', secret: true }),
  redisUrl: z
    .string()
    .default('redis://127.0.0.1:6379')
    .meta({ env: 'SIGHTLINE_REDIS_URL', description: 'Redis of the queues', secret: true }),
  ...objectsSettings,
  ...cameraNetworksSetting,
  model: z
    .string()
    .default('yolox-nano')
    .meta({ env: 'SIGHTLINE_MODEL', description: 'name of the model that looks' }),
  furtherModels: z
    .string()
    .default('aizoo-mask,onfire-flame')
    .transform((names) => names.split(',').flatMap((name) => name.trim() || []))
    .meta({
      env: 'SIGHTLINE_FURTHER_MODELS',
      description:
        'built-in models run besides it for the rules that read their classes, where they can be had',
    }),
  personModel: z.string().default('person-reid').meta({
    env: 'SIGHTLINE_PERSON_MODEL',
    description: 'model that tells people apart where a rule is about people; empty: none',
  }),
  poseModel: z.string().default('movenet-lightning').meta({
    env: 'SIGHTLINE_POSE_MODEL',
    description: 'model that tells where joints are, for rules about heads, hands and clothes; empty: none',
  }),
  modelDir: z
    .string()
    .default('.sightline/models')
    .meta({ env: 'SIGHTLINE_MODEL_DIR', description: 'folder of the installed models' }),
  modelMirror: z
    .string()
    .optional()
    .meta({ env: 'SIGHTLINE_MODEL_MIRROR', description: 'folder to take models from before any address' }),
  inferenceWorkers: integer(1)
    .default(Math.max(1, cores - 1))
    .meta({ env: 'SIGHTLINE_INFERENCE_WORKERS', description: 'inference threads, one session each' }),
  ffmpegPath: z
    .string()
    .default('ffmpeg')
    .meta({ env: 'FFMPEG_PATH', description: 'ffmpeg, version 5 or newer' }),
  speechCommand: z
    .string()
    .refine(isSpeechCommand, 'expected a JSON list of a program and its arguments')
    .optional()
    .meta({
      env: 'SIGHTLINE_SPEECH_COMMAND',
      description:
        'program that reads a text on stdin and writes WAV on stdout, a JSON list, {language} is zh or en: ["espeak-ng","--stdin","--stdout","-v","{language}"]',
    }),
  ringBytes: integer(8 << 20)
    .default(512 << 20)
    .meta({ env: 'SIGHTLINE_RING_BYTES', description: 'untouched video kept per source, bytes' }),
  ringSeconds: integer(60)
    .default(900)
    .meta({ env: 'SIGHTLINE_RING_SECONDS', description: 'untouched video kept per source, seconds' }),
  spoolBytes: integer(1 << 20)
    .default(20 * 2 ** 30)
    .meta({
      env: 'SIGHTLINE_SPOOL_BYTES',
      description: 'most bytes held for dossiers that are not handed over',
    }),
  diskFloorBytes: integer(0)
    .default(2 ** 30)
    .meta({
      env: 'SIGHTLINE_DISK_FLOOR_BYTES',
      description: 'free bytes of the disk under which recording stops',
    }),
  handedDays: integer(0)
    .default(3)
    .meta({ env: 'SIGHTLINE_HANDED_DAYS', description: 'days a handed-over dossier is kept here as well' }),
  silenceMs: integer(1000).default(3500).meta({
    env: 'SIGHTLINE_CAPTURE_SILENCE_MS',
    description: 'a stream without a byte for longer is cut and redialled',
  }),
  metricsPort: integer(0)
    .max(65535)
    .optional()
    .meta({ env: 'SIGHTLINE_METRICS_PORT', description: 'port of /metrics on 127.0.0.1; none: no listener' }),
  liveHost: z.string().default('127.0.0.1').meta({
    env: 'SIGHTLINE_LIVE_HOST',
    description: 'address the live view listens on, for the api alone',
  }),
  livePort: integer(0)
    .max(65535)
    .default(0)
    .meta({ env: 'SIGHTLINE_LIVE_PORT', description: 'port of the live view; 0 takes a free one' }),
  liveUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      env: 'SIGHTLINE_LIVE_URL',
      description: 'address under which the api reaches the live view, where it is not http://HOST:PORT',
    }),
  liveViewers: integer(1)
    .default(16)
    .meta({ env: 'SIGHTLINE_LIVE_VIEWERS', description: 'people who watch one source at a time' }),
  logLevel: z
    .enum(LOG_LEVELS)
    .default('info')
    .meta({ env: 'SIGHTLINE_LOG_LEVEL', description: LOG_LEVELS.join(', ') }),
})
export type Config = Readonly<z.output<typeof configSchema>>
