import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { cameraNetworksSetting } from '@sightline/infra/platform/camera-networks'
import { LOG_LEVELS } from '@sightline/infra/platform/log'
import { objectsSettings } from '@sightline/infra/platform/objects-config'
import { byCommas, fromEnv, secretFromEnv } from './config-parts.ts'
import { signInConfig } from './sign-in-config.ts'
import { keepingDefaults, keepingFloors, type EndingClass, type KeepingTerms } from '../law/keeping.ts'

/** The process's environment, read nowhere else. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env

/** An IP address, or one with the length of its prefix. */
function isRange(text: string): boolean {
  const [address = '', length = '0', more] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more === undefined && /^\d{1,3}$/.test(length) && Number(length) <= bits
}

/** The longest term of a setting: a century. */
const longestDays = 36_500

/** Days for which a class of exhibits is kept, never under the law's floor. */
const termOf = (is: EndingClass, env: string, description: string) =>
  z.coerce
    .number()
    .int()
    .min(keepingFloors[is])
    .max(longestDays)
    .default(keepingDefaults[is])
    .meta(fromEnv(env, `${description} (at least ${keepingFloors[is]} days)`))

/** Of what officers bring from a place: less than all that may be recorded of one alert. */
const megabytesOf = (usual: number, env: string, description: string) =>
  z.coerce.number().int().min(1).max(1000).default(usual).meta(fromEnv(env, description))

/** Every setting of the api. */
export const configSchema = z.object({
  port: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .meta(fromEnv('SIGHTLINE_API_PORT', 'the port to listen on; 0 takes a free one')),
  host: z.string().default('127.0.0.1').meta(fromEnv('SIGHTLINE_API_HOST', 'the address to listen on')),
  trustedProxies: z
    .string()
    .default('127.0.0.0/8,::1/128')
    .transform(byCommas)
    .refine((all) => all.every(isRange), 'expected addresses or CIDRs, by commas')
    .meta(
      fromEnv(
        'SIGHTLINE_TRUSTED_PROXIES',
        'addresses or CIDRs of the proxies whose X-Forwarded-For and -Proto are believed, by commas',
      ),
    ),
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta(secretFromEnv('DATABASE_URL', 'postgres://user:password@host:port/database')),
  databaseRole: z
    .enum(['warn', 'refuse'])
    .default('warn')
    .meta(
      fromEnv(
        'SIGHTLINE_DATABASE_ROLE',
        'what to do where the role of DATABASE_URL could change what is recorded: warn, or refuse to start',
      ),
    ),
  queue: z
    .enum(['postgres', 'redis'])
    .default('postgres')
    .meta(fromEnv('SIGHTLINE_QUEUE', 'where jobs live: postgres (in DATABASE_URL) or redis')),
  redisUrl: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .meta(secretFromEnv('SIGHTLINE_REDIS_URL', 'redis://host:port, with SIGHTLINE_QUEUE=redis')),
  ...objectsSettings,
  ...cameraNetworksSetting,
  ...signInConfig,
  secretsDir: z
    .string()
    .default('.sightline/secrets')
    .meta(
      fromEnv(
        'SIGHTLINE_SECRETS_DIR',
        'seal.key, worker.token, monitor.token and the signing key; made at first start',
      ),
    ),
  workerKeys: z
    .string()
    .default('')
    .transform(byCommas)
    .refine(
      (all) => all.every((one) => /^[0-9a-f]{16}$/.test(one)),
      'expected key ids of 16 hex digits, by commas',
    )
    .meta(
      fromEnv(
        'SIGHTLINE_WORKER_KEYS',
        'ids of workers’ keys that are trusted at the start, by commas; any other waits for sightline keys trust',
      ),
    ),
  filing: z
    .enum(['here', 'city'])
    .default('here')
    .meta(
      fromEnv(
        'SIGHTLINE_FILING',
        'who files a proposed case: here (the head of the agency) or city (the city’s case application alone)',
      ),
    ),
  caseNumber: z
    .string()
    .max(60)
    .default('{year}-{serial}')
    .refine(
      (text) => text.split('{year}').length === 2 && text.split('{serial}').length === 2,
      'expected {year} and {serial}, once each',
    )
    .meta(
      fromEnv(
        'SIGHTLINE_CASE_NUMBER',
        'how the number of a case that is filed here is written, e.g. 渝执立字〔{year}〕{serial}号',
      ),
    ),
  anchorMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(60)
    .meta(
      fromEnv(
        'SIGHTLINE_ANCHOR_MINUTES',
        'how often the end of the audit trail is signed and locked in the store',
      ),
    ),
  tsaUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      fromEnv(
        'SIGHTLINE_TSA_URL',
        'the time-stamp authority (RFC 3161) that is shown the hash of what was sealed; nothing is stamped without it',
      ),
    ),
  tsaRoots: z
    .string()
    .optional()
    .meta(fromEnv('SIGHTLINE_TSA_ROOTS', 'a PEM file of the certificates by which the authority is known')),
  stampMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(60)
    .meta(fromEnv('SIGHTLINE_STAMP_MINUTES', 'how often one time is asked for, for all that came meanwhile')),
  agency: z
    .string()
    .trim()
    .max(60)
    .default('')
    .meta(
      fromEnv(
        'SIGHTLINE_AGENCY',
        'the full name of the agency, as the documents made here name it; empty leaves a line to write it on',
      ),
    ),
  regionCode: z
    .string()
    .regex(/^(?:\d{6}|\d{9}|\d{12})?$/, 'expected 6, 9 or 12 digits')
    .default('')
    .meta(
      fromEnv(
        'SIGHTLINE_REGION',
        'where the sources are, as a code of administrative divisions (GB/T 2260); whose authority covers it may handle a matter',
      ),
    ),
  keepCaseDays: termOf(
    'case',
    'SIGHTLINE_KEEP_CASE_DAYS',
    'days for which the exhibits of a case are kept after its end; while it stands they are held',
  ),
  keepEndedDays: termOf(
    'ended',
    'SIGHTLINE_KEEP_ENDED_DAYS',
    'days for which exhibits are kept of which no case came, from the end of their alert',
  ),
  keepFaultDays: termOf(
    'fault',
    'SIGHTLINE_KEEP_FAULT_DAYS',
    'days for which the exhibits of a camera’s own fault are kept, from the end of its alert',
  ),
  keepUnalertedDays: termOf(
    'unalerted',
    'SIGHTLINE_KEEP_UNALERTED_DAYS',
    'days for which sealed exhibits are kept of which no alert came',
  ),
  sitePhotoMb: megabytesOf(30, 'SIGHTLINE_SITE_PHOTO_MB', 'the largest photograph from a place, MiB'),
  siteVideoMb: megabytesOf(500, 'SIGHTLINE_SITE_VIDEO_MB', 'the largest video (body camera), MiB'),
  siteScanMb: megabytesOf(30, 'SIGHTLINE_SITE_SCAN_MB', 'the largest scan (PDF), MiB'),
  controlUrl: z
    .url({ protocol: /^http$/ })
    .optional()
    .meta(fromEnv('SIGHTLINE_CONTROL_URL', 'the supervisor of this machine; set by npm start')),
  uiDir: z
    .string()
    .default(join(import.meta.dirname, '../../review-ui/dist'))
    .meta(fromEnv('SIGHTLINE_UI_DIR', 'the built screens, served at /')),
  logLevel: z
    .enum(LOG_LEVELS)
    .default('info')
    .meta(fromEnv('SIGHTLINE_LOG_LEVEL', `how much is logged: ${LOG_LEVELS.join(', ')}`)),
})
export type Config = z.output<typeof configSchema>

/** For how long exhibits are kept, as the law takes it. */
export const keepingTermsOf = (
  config: Pick<Config, 'keepCaseDays' | 'keepEndedDays' | 'keepFaultDays' | 'keepUnalertedDays'>,
): KeepingTerms => ({
  case: config.keepCaseDays,
  ended: config.keepEndedDays,
  fault: config.keepFaultDays,
  unalerted: config.keepUnalertedDays,
})

/** The most bytes of what is brought from a place, by kind. */
export const siteLimitsOf = (config: Pick<Config, 'sitePhotoMb' | 'siteVideoMb' | 'siteScanMb'>) => ({
  photo: config.sitePhotoMb << 20,
  video: config.siteVideoMb << 20,
  scan: config.siteScanMb << 20,
})
