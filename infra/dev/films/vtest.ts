import { rectangle, type Film } from './film.ts'

/** Below the building: the path, the lawn before it, the post, the cones and a tripod. */
const ground = rectangle([0.005, 0.33, 0.995, 0.995])

/** People walk about a campus, some slowly and back again; nobody stays. A lamp post with a sign, cones and a tripod do. */
export const vtest: Film = {
  id: 'vtest',
  shows: 'pedestrians on a campus path; a lamp post with a sign, traffic cones, a tripod',
  copies: [
    {
      name: 'vtest.mp4',
      sha256: 'b122a81cfc3f4dbde893688dc8e4ab62c1655e6d9c58767291f50563c8906ff6',
      bytes: 6_357_418,
      sources: [],
    },
    // As in Debian's opencv-doc 4.6.0.
    {
      name: 'vtest.avi',
      sha256: '45cddc9490be69345cbdab64ca583be65987e864ca408038e648db99e10516cf',
      bytes: 8_131_690,
      sources: ['4.6.0', '4.x'].map((version) => ({
        kind: 'url',
        url: `https://raw.githubusercontent.com/opencv/opencv/${version}/samples/data/vtest.avi`,
      })),
    },
  ],
  licence: 'Apache-2.0',
  attribution: 'OpenCV, samples/data/vtest.avi',
  turning: 'there-and-back',
  seconds: 79.5,
  fps: 10,
  seen: [],
  rules: [
    { kind: 'angling', params: {}, polygon: ground, stays: [] },
    { kind: 'angling', params: { stillSeconds: 10, graceSeconds: 10 }, polygon: ground, stays: [] },
  ],
}
