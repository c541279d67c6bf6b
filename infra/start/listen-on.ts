import { createServer, type AddressInfo, type Server } from 'node:net'
import { hasErrno } from '../platform/error.ts'
import { StartError } from './start-error.ts'

export interface Where {
  readonly host: string
  readonly port: number
}

/** Listens, or says in words why not. Answers the port. */
export function listenOn(server: Server, { host, port }: Where): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (hasErrno(error, 'EADDRINUSE'))
        reject(new StartError('port_taken', { port, host }, { cause: error }))
      else if (hasErrno(error, 'EACCES')) reject(new StartError('port_forbidden', { port }, { cause: error }))
      else if (hasErrno(error, 'EADDRNOTAVAIL') || hasErrno(error, 'ENOTFOUND'))
        reject(new StartError('host_unknown', { host }, { cause: error }))
      else reject(error)
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Tries the place and gives it back: a taken port is said before anything is started. Answers the port. */
export async function tryPort(where: Where): Promise<number> {
  const server = createServer()
  const port = await listenOn(server, where)
  await new Promise((resolve) => server.close(resolve))
  return port
}
