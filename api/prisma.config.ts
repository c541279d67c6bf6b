import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

// Named but never executed: `prisma generate` and `validate` only check that a schema engine is configured.
// Migrations run through src/database/migrate.ts.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({
  schema: join(import.meta.dirname, 'prisma/schema.prisma'),
  migrations: { path: join(import.meta.dirname, 'prisma/migrations') },
})
