export { removePostgresData, startPostgres } from '../../start/postgres.ts'
