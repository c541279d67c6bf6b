import { describe, expect, it } from 'vitest'
import {
  cameraAddress,
  cameraNetworksSetting,
  ownNetworks,
  readCameraNetworks,
  refuseWrittenHost,
} from './camera-networks.ts'

const everything = '0.0.0.0/0,::/0'
const table: [networks: string, host: string, isAllowed: boolean][] = [
  [ownNetworks, '10.1.2.3', true],
  [ownNetworks, '172.16.0.1', true],
  [ownNetworks, '172.32.0.1', false],
  [ownNetworks, '192.168.1.64', true],
  [ownNetworks, '127.0.0.1', true],
  [ownNetworks, '[::1]', true],
  [ownNetworks, '[fd12::7]', true],
  [ownNetworks, '8.8.8.8', false],
  [ownNetworks, '[2001:db8::7]', false],
  [ownNetworks, '[::ffff:8.8.8.8]', false],
  [ownNetworks, '[::ffff:10.0.0.1]', true],
  ['203.0.113.0/24', '203.0.113.9', true],
  ['203.0.113.0/24', '10.0.0.1', false],
  ['203.0.113.9', '203.0.113.9', true],
  ['203.0.113.9', '203.0.113.10', false],
  ['', '10.0.0.1', false],
  [everything, '8.8.8.8', true],
  [everything, '169.254.169.254', false],
  [everything, '[::ffff:169.254.169.254]', false],
  [everything, '[fe80::1]', false],
  [everything, '0.0.0.0', false],
  [everything, '[::]', false],
  [everything, '224.0.0.1', false],
  [everything, '255.255.255.255', false],
  [everything, '100.100.100.200', false],
  [everything, '[fd00:ec2::254]', false],
]

it.each(table)('with %s, a camera at %s: %s', async (text, host, isAllowed) => {
  const networks = readCameraNetworks(text)
  const written = () => refuseWrittenHost(networks, host)
  const dialled = cameraAddress(networks, host, () => Promise.reject(new Error('no name')))
  if (isAllowed) {
    expect(written()).toBeUndefined()
    expect(await dialled).toBe(host.replace(/[[\]]/g, ''))
    return
  }
  expect(written).toThrow(expect.objectContaining({ code: 'camera_network_refused', facts: {} }))
  await expect(dialled).rejects.toMatchObject({ code: 'camera_network_refused', facts: {} })
})

describe('a name', () => {
  const led = (text: string, host: string, ...addresses: string[]) =>
    cameraAddress(readCameraNetworks(text), host, async () => addresses.map((address) => ({ address })))

  it.each([
    [ownNetworks, 'cam.example', ['10.0.0.7']],
    [ownNetworks, 'cam.example', ['203.0.113.1', '10.0.0.7']],
    ['cam.example', 'CAM.example', ['203.0.113.1']],
    ['*.example', 'cam.example', ['203.0.113.1']],
  ])('with %s, %s at %s is dialled by the address that is allowed', async (text, host, addresses) => {
    expect(await led(text, host, ...addresses)).toBe(addresses.at(-1))
  })

  it.each([
    [ownNetworks, 'cam.example', ['203.0.113.1']],
    [ownNetworks, 'cam.example', []],
    ['cam.example', 'cam.example.evil.example', ['203.0.113.1']],
    ['*.example', 'example', ['203.0.113.1']],
    ['*.example', 'cam.example', ['169.254.169.254']],
  ])('with %s, %s is refused where it leads to %s', async (text, host, addresses) => {
    await expect(led(text, host, ...addresses)).rejects.toMatchObject({ code: 'camera_network_refused' })
  })

  it.each(['2130706433', '0x7f.1', '127.1'])('%s is the address that it means', async (host) => {
    expect(await cameraAddress(readCameraNetworks(ownNetworks), host)).toBe('127.0.0.1')
    await expect(cameraAddress(readCameraNetworks('10.0.0.0/8'), host)).rejects.toThrow(
      'camera_network_refused',
    )
  })

  it('is let through as written: where it leads is asked when it is dialled', () => {
    expect(refuseWrittenHost(readCameraNetworks(''), 'cam.example')).toBeUndefined()
  })
})

it.each([
  ['10.0.0.0/8, cam.example ,*.police.example', true],
  ['', true],
  ['10.0.0.0/33', false],
  ['10.0.0/8', false],
  ['fd00::/129', false],
  ['cam example', false],
  ['rtsp://10.0.0.1', false],
])('the setting %j is valid: %s', (text, isValid) => {
  expect(cameraNetworksSetting.cameraNetworks.safeParse(text).success).toBe(isValid)
})
