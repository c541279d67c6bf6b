import { lookup as lookupName } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { CodedError } from './error.ts'

/** What an agency's cameras have (RFC 1918, RFC 4193), and this machine: the drawn cameras are there. */
export const ownNetworks = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,127.0.0.0/8,::1/128'

/**
 * No camera whatever the setting says: link-local addresses, where a cloud tells its machines their secrets, and the two
 * such places that are outside them; "any address", which is this machine by another name; everybody at once.
 */
const never =
  '0.0.0.0/8,169.254.0.0/16,224.0.0.0/3,100.100.100.200/32,::/128,fe80::/10,ff00::/8,fd00:ec2::254/128'

const hostName = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

/** Where cameras may be. Every address that a person names for a camera is held against it, and every one that is dialled. */
export interface CameraNetworks {
  readonly ranges: BlockList
  readonly names: readonly string[]
}

const partsOf = (text: string): string[] => text.split(',').flatMap((part) => part.trim() || [])

/** `10.0.0.0/8` in its parts, or null. */
function toRange(part: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [address = '', length, more] = part.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return null
  const longest = version === 4 ? 32 : 128
  const bits = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : Infinity
  return bits <= longest ? { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' } : null
}

const isPart = (part: string): boolean =>
  toRange(part) !== null || (!/^[\d.]+$/.test(part) && hostName.test(part))

/** Addresses, CIDRs and host names (`*.police.example` too), by commas. */
export function readCameraNetworks(text: string): CameraNetworks {
  const ranges = new BlockList()
  const names: string[] = []
  for (const part of partsOf(text)) {
    const range = toRange(part)
    if (range) ranges.addSubnet(range.address, range.bits, range.family)
    else names.push(part.toLowerCase())
  }
  return { ranges, names }
}

const refused = readCameraNetworks(never).ranges

export const cameraNetworksSetting = {
  cameraNetworks: z
    .string()
    .default(ownNetworks)
    .refine((text) => partsOf(text).every(isPart), 'expected addresses, CIDRs and host names, by commas')
    .meta({
      env: 'SIGHTLINE_CAMERA_NETWORKS',
      description: 'where cameras may be: addresses, CIDRs and host names (*.example too), by commas',
    }),
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6')

const isNamed = ({ names }: CameraNetworks, host: string): boolean =>
  names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name))

/** Whether a camera may be at this address; `host`: the name that led there, where one did. */
function isAllowed(networks: CameraNetworks, address: string, host: string): boolean {
  const family = familyOf(address)
  if (refused.check(address, family)) return false
  return networks.ranges.check(address, family) || isNamed(networks, host)
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase()

/** Says no more than that: whether something is there is nobody's business. */
const refusal = (): CodedError => new CodedError('camera_network_refused')

/** Refuses an address as it is written. What a name stands for is known only where it is dialled. */
export function refuseWrittenHost(networks: CameraNetworks, written: string): void {
  const host = bare(written)
  if (isIP(host) !== 0 && !isAllowed(networks, host, host)) throw refusal()
}

type Lookup = (host: string) => Promise<readonly { readonly address: string }[]>
const lookupAll: Lookup = (host) => lookupName(host, { all: true })

/**
 * The address to dial for a camera's host. Of a name's addresses the first that is allowed: whoever dials takes this one,
 * and asks no second time what the name stands for. Refuses with `camera_network_refused`.
 */
export async function cameraAddress(
  networks: CameraNetworks,
  written: string,
  lookup: Lookup = lookupAll,
): Promise<string> {
  const host = bare(written)
  const found = isIP(host) === 0 ? (await lookup(host)).map(({ address }) => address) : [host]
  const address = found.find((one) => isAllowed(networks, one, host))
  if (address === undefined) throw refusal()
  return address
}
