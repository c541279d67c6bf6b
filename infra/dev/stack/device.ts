import { createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { routes } from '../../../api/contract/routes.ts'
import type { Client } from './client.ts'

const stepMs = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of a step, as an authenticator computes it (RFC 6238). */
function codeOf(secret: string, step: number): string {
  const bits = [...secret].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** A person's phone: each of its codes is good once. */
export interface Device {
  next(): Promise<string>
}

function deviceOf(secret: string): Device {
  let last = Math.floor(Date.now() / stepMs) - 1
  return {
    async next() {
      last = Math.max(last + 1, Math.floor(Date.now() / stepMs))
      // The api takes a code one step early.
      const early = (last - 1) * stepMs - Date.now()
      if (early > 0) await delay(early)
      return codeOf(secret, last)
    },
  }
}

/** Sets up a device for whom the client is signed in as, as the screens do. */
export async function enrol(client: Client): Promise<Device> {
  const device = deviceOf((await client.call(routes.session.beginFactor, { body: {} })).secret)
  await client.call(routes.session.confirmFactor, { body: { code: await device.next() } })
  return device
}
