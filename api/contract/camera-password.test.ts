import { expect, it } from 'vitest'
import { endpointOf } from './camera-password.ts'

it.each([
  ['rtsp://10.0.0.1/main', 'rtsp://10.0.0.1:554'],
  ['rtsp://10.0.0.1:554/sub?x=1', 'rtsp://10.0.0.1:554'],
  ['RTSP://Camera.Local/main', 'rtsp://camera.local:554'],
  ['rtsps://10.0.0.1/main', 'rtsps://10.0.0.1:322'],
  ['rtsp://[::1]:8554/main', 'rtsp://[::1]:8554'],
])('%s is at %s', (url, endpoint) => expect(endpointOf(url)).toBe(endpoint))
