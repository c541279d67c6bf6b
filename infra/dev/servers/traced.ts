import { readFileSync } from 'node:fs'
import { hasProgram } from './s3.ts'

/** Whom a process spoke to, or tried to. */
export interface Destination {
  /** `1234<node>`: its thread and program. */
  readonly who: string
  /** `127.0.0.1:5432`, `[::1]:80`, or the path of a socket of this machine. */
  readonly to: string
}

export const canTrace = (): boolean => hasProgram('strace')

/** What a test says that is skipped for want of it. */
export const withoutTrace = 'skipped: strace is not here, so nobody sees whom the product speaks to'

const calls = 'connect,sendto,sendmsg,sendmmsg'

/**
 * A command that runs as it would, with every address that it, its threads and its children hand to the kernel written to
 * `file`: native libraries and static programs included. The command stays the child of whoever starts it.
 */
export const traced = (file: string, command: readonly string[]): [string, ...string[]] => [
  'strace',
  '--daemonize',
  '--follow-forks',
  '--seccomp-bpf',
  '--decode-pids=comm',
  '--no-abbrev',
  '--quiet=all',
  '--string-limit=0',
  `--trace=${calls}`,
  '--signal=none',
  '--output',
  file,
  ...command,
]

const inet = /sin_port=htons\((\d+)\), sin_addr=inet_addr\("([\d.]+)"\)/g
const inet6 = /sin6_port=htons\((\d+)\)[^}]*?inet_pton\(AF_INET6, "([\da-f:.]+)"/gi
const local = /sa_family=AF_UNIX, sun_path=(@?"[^"]*")/g
/** A family that this file does not read is shown as it is: it counts as a destination that nobody configured. */
const others = /\{sa_family=(?!AF_INET6?,|AF_UNIX,|AF_UNSPEC|AF_NETLINK)[^}]*\}/g

function addressesIn(line: string): string[] {
  const plain = [...line.matchAll(inet)].map(([, port, host]) => `${host}:${port}`)
  const six = [...line.matchAll(inet6)].map(([, port, host]) => `[${host}]:${port}`)
  const paths = [...line.matchAll(local)].map(([, path = '']) => path.replaceAll('"', ''))
  return [...plain, ...six, ...paths, ...[...line.matchAll(others)].map(([all]) => all)]
}

/** Every destination of a trace, each once a program. */
export function destinationsIn(text: string): Destination[] {
  const found = text.split('\n').flatMap((line) => {
    const [who = ''] = line.split(' ', 1)
    return addressesIn(line).map((to) => ({ who, to: to.replace('[::ffff:', '[') }))
  })
  const program = ({ who, to }: Destination): string => `${who.replace(/^\d+/, '')} ${to}`
  return [...new Map(found.map((one) => [program(one), one])).values()]
}

export const destinationsOf = (files: readonly string[]): Destination[] =>
  destinationsIn(files.map((file) => readFileSync(file, 'utf8')).join('\n'))

/** glibc asks a cache of names before it reads files itself, and tsx its parent, by sockets of this machine. */
const ofTools = /^\/var\/run\/nscd\/socket$|\/tsx-\d+\/\d+\.pipe$/
const isLoopback = (to: string): boolean => /^(127\.[\d.]+|\[::1\]):\d+$/.test(to)

/** `host:port` of a configured address; the port as its scheme has it where it is not written. */
export function toDestination(address: string): string {
  const { protocol, hostname, port } = new URL(address)
  const usual: Record<string, string> = { 'http:': '80', 'https:': '443', 'rtsp:': '554', 'redis:': '6379' }
  return `${hostname === 'localhost' ? '127.0.0.1' : hostname}:${port || (usual[protocol] ?? '')}`
}

/** What a trace holds that is not among the addresses configured. */
export const unexpected = (found: readonly Destination[], configured: readonly string[]): Destination[] => {
  const known = new Set(configured.map(toDestination))
  return found.filter(({ to }) => !known.has(to) && !ofTools.test(to))
}

/** What a trace holds that is not of this machine. */
export const outside = (found: readonly Destination[]): Destination[] =>
  found.filter(({ to }) => !isLoopback(to) && !ofTools.test(to))
