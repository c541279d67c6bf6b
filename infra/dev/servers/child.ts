export { freePort, startChild, until, type Child } from '../../start/child.ts'
