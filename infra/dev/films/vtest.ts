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
  ],
  licence: 'Apache-2.0',
  attribution: 'OpenCV, samples/data/vtest.avi',
  turning: 'there-and-back',
  seconds: 79.5,
  seen: [],
  rules: [
    { kind: 'angling', params: {}, polygon: ground, stays: [] },
    { kind: 'angling', params: { stillSeconds: 10, graceSeconds: 10 }, polygon: ground, stays: [] },
  ],
}
