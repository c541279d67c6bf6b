import { rectangle, type Film } from './film.ts'
import { intelSamples } from './intel.ts'

/** A white car that stands all along; others stand behind it, outside the zone. */
export const parkedCars: Film = {
  id: 'parked-cars',
  shows: 'a car parked at the kerb of a street, a motorcycle, two vehicles behind',
  copies: [
    {
      name: 'parked_cars_cn_20s.mp4',
      sha256: '33933123b6d00eb8859f07b6cb5bd83e7bcad30d3750ec65aeb3b5041b7efcd5',
      bytes: 235_383,
      sources: [],
    },
  ],
  licence: 'Apache-2.0',
  attribution: 'HyperLPR, resource/images, made into a film',
  turning: 'there-and-back',
  seconds: 20,
  fps: 10,
  seen: [
    {
      who: 'white car',
      class: 'car',
      places: [
        [0, 0.31, 0.31, 0.98, 0.91],
        [20, 0.31, 0.31, 0.98, 0.91],
      ],
    },
  ],
  rules: [
    {
      kind: 'illegal_parking',
      params: { stillSeconds: 10, graceSeconds: 20 },
      polygon: rectangle([0.3, 0.5, 0.999, 0.96]),
      stays: [{ who: 'white car', from: 0, to: 20 }],
    },
  ],
}

/** A slow pan over a street in the rain: nothing stays anywhere in the picture, for the picture does not. */
export const traffic: Film = {
  id: 'traffic-pan',
  shows: 'buses, a taxi and cars in the rain, the camera pans slowly',
  copies: [
    {
      name: 'traffic_ccby_pan_15s.mp4',
      sha256: 'b23ef6a75a0a77ea5d0d73a5ce2c8a5eba09608cc80ed028a7dc1386800eaf5b',
      bytes: 248_314,
      sources: [],
    },
  ],
  licence: 'CC BY 2.0',
  attribution: 'COCO val2017 423617, made into a film',
  turning: 'there-and-back',
  seconds: 15,
  fps: 10,
  seen: [],
  rules: [
    {
      kind: 'illegal_parking',
      params: { stillSeconds: 10, graceSeconds: 20 },
      polygon: rectangle([0.005, 0.3, 0.995, 0.995]),
      stays: [],
    },
  ],
}

/** Cars that drive through, seen from straight above; the light changes with each. Nothing stays. */
export const carsFromAbove: Film = {
  id: 'cars-from-above',
  shows: 'five cars that drive through a steep view',
  copies: [
    {
      name: 'car-detection.mp4',
      sha256: 'd31e0ebf194cc16e50eea784e7c3b0b1bb7976a4fb9b3fec26cb92a6704cca34',
      bytes: 2_811_553,
      sources: intelSamples('car-detection.mp4'),
    },
  ],
  licence: 'CC BY 4.0',
  attribution: 'Intel Corporation, intel-iot-devkit/sample-videos',
  turning: 'there-and-back',
  seconds: 30.16,
  fps: 12.5,
  seen: [],
  rules: [
    {
      kind: 'illegal_parking',
      params: { stillSeconds: 10, graceSeconds: 20 },
      polygon: rectangle([0.005, 0.05, 0.995, 0.995]),
      stays: [],
    },
  ],
}
