import pg from 'pg'

/** The queue keeps its jobs in a schema of its own, which it changes itself. */
const queueSchema = 'bullmq'

const quoted = (name: string): string => pg.escapeIdentifier(name)

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Makes the role where it is missing; its password is the one in the address. */
async function makeRole(client: pg.Client, { username, password }: URL): Promise<void> {
  const name = decodeURIComponent(username)
  const login = `LOGIN PASSWORD ${pg.escapeLiteral(decodeURIComponent(password))}`
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${quoted(name)} ${login}`)
}

/** To read and to add everywhere; to change and to remove only where no trigger refuses it to everybody. */
const grantsTo = (role: string): string => `
  GRANT USAGE ON SCHEMA public TO ${role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role};
  REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role};`

const appendOnlyTables = `
  SELECT c.oid, c.relname, c.relowner FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE t.tgname = 'append_only' AND c.relnamespace = 'public'::regnamespace`

/** What the queue made before under another role is the runtime role's from now on. */
const ownedBy = (role: string): string => `
  CREATE SCHEMA IF NOT EXISTS ${queueSchema};
  ALTER SCHEMA ${queueSchema} OWNER TO ${role};
  DO $$ DECLARE it text; BEGIN
    FOR it IN SELECT oid::regclass FROM pg_class WHERE relnamespace = '${queueSchema}'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    LOOP EXECUTE format('ALTER TABLE %s OWNER TO ${role}', it); END LOOP;
    FOR it IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = '${queueSchema}'::regnamespace
    LOOP EXECUTE format('ALTER ROUTINE %s OWNER TO ${role}', it); END LOOP;
    FOR it IN SELECT oid::regtype FROM pg_type WHERE typnamespace = '${queueSchema}'::regnamespace AND (typtype IN ('e', 'd')
      OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))
    LOOP EXECUTE format('ALTER TYPE %s OWNER TO ${role}', it); END LOOP;
    FOR it IN SELECT oid::regclass FROM pg_class WHERE relnamespace = '${queueSchema}'::regnamespace AND relkind = 'S'
      AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype IN ('a', 'i'))
    LOOP EXECUTE format('ALTER SEQUENCE %s OWNER TO ${role}', it); END LOOP;
  END $$;`

/**
 * As the owner of the tables: makes the role by which the programs work, and gives it what they need and no more. It owns
 * no table of ours, so that it can switch off no trigger. After every migration.
 */
export async function prepareRuntimeRole(ownerUrl: string, runtimeUrl: string): Promise<void> {
  const wanted = new URL(runtimeUrl)
  const role = quoted(decodeURIComponent(wanted.username))
  await withClient(ownerUrl, async (client) => {
    await makeRole(client, wanted)
    const database = quoted(
      (await client.query<{ name: string }>('SELECT current_database() AS name')).rows[0]?.name ?? '',
    )
    await client.query('BEGIN')
    await client.query(`GRANT CONNECT, CREATE ON DATABASE ${database} TO ${role}`)
    await client.query(grantsTo(role))
    for (const { relname } of (await client.query<{ relname: string }>(appendOnlyTables)).rows)
      await client.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${quoted(relname)} FROM ${role}`)
    await client.query(ownedBy(role))
    await client.query('COMMIT')
  })
}

/** Tables that nobody may change but that the role of this address could: it owns them, or was given too much. Empty: as it should be. */
export async function tablesAtRisk(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ relname: string }>(`
      SELECT relname FROM (${appendOnlyTables}) AS tables
      WHERE pg_has_role(current_user, relowner, 'USAGE') OR has_table_privilege(current_user, oid, 'UPDATE, DELETE, TRUNCATE')
      ORDER BY relname`)
    return rows.map(({ relname }) => relname)
  })
}
