import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTextIfThere } from '@sightline/infra/platform/durable-file'
import { openSigner } from '@sightline/infra/platform/sign'
import { configSchema, environment } from '../config.ts'

const usage = `usage: keys show [--secrets DIR]
Prints the public key by which this agency signs its case packages, and its fingerprint. Give the key to whoever is to
check packages (verify PACKAGE.zip --key FILE), by another way than the packages.
打印本机关签署案件包的公钥及其指纹。请通过案件包以外的途径把公钥交给核验方。
  npx sightline keys show > agency.pem
DIR: the folder of the keys; default SIGHTLINE_SECRETS_DIR, of npm start .sightline/data/secrets.`

/** The key that is there; none is made by looking for it. */
async function show(secretsDir: string): Promise<void> {
  const dir = join(secretsDir, 'api')
  if ((await readTextIfThere(join(dir, 'signing-key.pem'))) === null)
    throw new Error(`no signing key in ${dir}\n${usage}`)
  const { keyId, publicKeyPem } = await openSigner(dir)
  // Not among what is written to a file: that is the key alone.
  process.stderr.write(`指纹 / Fingerprint: ${keyId}\n`)
  process.stdout.write(publicKeyPem)
}

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { secrets: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) process.stdout.write(`${usage}\n`)
  else if (positionals.join(' ') !== 'show') throw new Error(usage)
  else await show(values.secrets ?? secretsOf())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

/** As the api is configured; where the rest of its settings is missing here, by its own setting alone. */
function secretsOf(): string {
  return configSchema.shape.secretsDir.parse(environment()['SIGHTLINE_SECRETS_DIR'])
}
