import { rectangle, type Film, type Seen } from './film.ts'
import { intelSamples } from './intel.ts'

/**
 * Six people, one after another, walk in from below, stand at a table and go out on the right. Written down frame by frame, to
 * 0.1 s; boxes to about 0.02 of the picture. `stays` are from when the feet come to rest to the first step away.
 */
const seen: readonly Seen[] = [
  {
    who: 'woman in a grey cardigan',
    class: 'person',
    places: [
      [6.0, 0.27, 0.9, 0.43, 1],
      [6.4, 0.335, 0.51, 0.58, 1],
      [6.8, 0.43, 0.26, 0.62, 0.99],
      [7.3, 0.5, 0.11, 0.695, 0.98],
      [7.9, 0.48, 0.05, 0.7, 0.915],
      [17.0, 0.51, 0.04, 0.67, 0.9],
      [18.0, 0.5, 0.03, 0.68, 0.89],
      [18.4, 0.595, 0.055, 0.76, 0.905],
      [18.8, 0.63, 0.09, 0.88, 0.9],
      [19.2, 0.8, 0.06, 1, 0.885],
      [19.6, 0.93, 0.41, 1, 0.82],
    ],
  },
  {
    who: 'man in a dark jacket',
    class: 'person',
    places: [
      [22.7, 0.22, 0.9, 0.33, 1],
      [23.0, 0.29, 0.51, 0.55, 1],
      [23.5, 0.41, 0.22, 0.66, 1],
      [24.0, 0.47, 0.07, 0.68, 0.99],
      [24.5, 0.485, 0, 0.71, 0.875],
      [43.2, 0.5, 0.01, 0.715, 0.88],
      [43.6, 0.555, 0.02, 0.79, 0.9],
      [44.0, 0.7, 0.03, 0.95, 0.915],
      [44.3, 0.73, 0.05, 1, 0.89],
      [44.6, 0.9, 0.41, 1, 0.85],
    ],
  },
  {
    who: 'fair woman in black',
    class: 'person',
    places: [
      [50.2, 0.18, 0.89, 0.35, 1],
      [50.5, 0.28, 0.54, 0.47, 1],
      [50.9, 0.36, 0.27, 0.64, 1],
      [51.4, 0.46, 0.09, 0.69, 0.99],
      [52.0, 0.505, 0.01, 0.73, 0.94],
      [52.3, 0.51, 0, 0.73, 0.9],
      [67.0, 0.545, 0, 0.745, 0.89],
      [68.2, 0.53, 0, 0.73, 0.925],
      [68.6, 0.535, 0.03, 0.785, 0.92],
      [68.9, 0.58, 0.02, 0.9, 0.92],
      [69.2, 0.7, 0.05, 1, 0.92],
      [69.5, 0.82, 0.09, 1, 0.91],
      [69.8, 0.92, 0.68, 1, 0.9],
    ],
  },
  {
    who: 'man with glasses in black',
    class: 'person',
    places: [
      [74.5, 0.24, 0.86, 0.375, 1],
      [74.8, 0.24, 0.61, 0.505, 1],
      [75.2, 0.3, 0.34, 0.525, 1],
      [75.6, 0.38, 0.2, 0.58, 0.99],
      [76.0, 0.42, 0.12, 0.64, 0.98],
      [76.4, 0.45, 0.07, 0.68, 0.89],
      [76.9, 0.465, 0.06, 0.68, 0.89],
      [84.8, 0.495, 0.08, 0.685, 0.91],
      [85.2, 0.525, 0.11, 0.735, 0.92],
      [85.6, 0.575, 0.11, 0.84, 0.91],
      [86.0, 0.75, 0.1, 0.965, 0.905],
      [86.3, 0.76, 0.12, 1, 0.88],
      [86.6, 0.915, 0.3, 1, 0.85],
    ],
  },
  {
    who: 'dark-haired woman in grey',
    class: 'person',
    places: [
      [92.1, 0.445, 0.885, 0.6, 1],
      [92.5, 0.405, 0.56, 0.67, 1],
      [92.9, 0.445, 0.355, 0.68, 1],
      [93.3, 0.485, 0.19, 0.705, 1],
      [93.7, 0.5, 0.11, 0.68, 0.99],
      [94.2, 0.5, 0.035, 0.67, 0.885],
      [117.0, 0.51, 0.02, 0.68, 0.875],
      [117.9, 0.52, 0.03, 0.69, 0.895],
      [118.3, 0.58, 0.055, 0.78, 0.92],
      [118.7, 0.625, 0.06, 0.86, 0.92],
      [119.1, 0.77, 0.05, 1, 0.9],
      [119.4, 0.8, 0.15, 1, 0.88],
      [119.6, 0.89, 0.35, 1, 0.87],
    ],
  },
  {
    who: 'man in a grey shirt',
    class: 'person',
    places: [
      [123.5, 0.185, 0.78, 0.365, 1],
      [123.9, 0.265, 0.46, 0.6, 1],
      [124.3, 0.335, 0.27, 0.685, 1],
      [124.8, 0.41, 0.11, 0.66, 1],
      [125.3, 0.495, 0.03, 0.75, 0.99],
      [125.7, 0.49, 0, 0.71, 0.935],
      [133.0, 0.465, 0, 0.68, 0.895],
      [134.1, 0.47, 0, 0.7, 0.91],
      [134.5, 0.52, 0.015, 0.79, 0.9],
      [134.9, 0.675, 0.01, 0.935, 0.89],
      [135.2, 0.68, 0.01, 1, 0.88],
      [135.5, 0.81, 0.09, 1, 0.83],
      [135.8, 0.86, 0.5, 1, 0.82],
    ],
  },
]

const stays = [
  { who: 'woman in a grey cardigan', from: 7.5, to: 18.1 },
  { who: 'man in a dark jacket', from: 24.5, to: 43.3 },
  { who: 'fair woman in black', from: 52.2, to: 68.3 },
  { who: 'man with glasses in black', from: 76.4, to: 84.9 },
  { who: 'dark-haired woman in grey', from: 94.2, to: 117.9 },
  { who: 'man in a grey shirt', from: 125.6, to: 134.1 },
]

/** The floor. */
const floor = rectangle([0.02, 0.5, 0.98, 0.999])

export const oneByOne: Film = {
  id: 'one-by-one',
  shows: 'six people who come one after another and stand at a table for 8 to 24 s',
  copies: [
    {
      name: 'one-by-one-person-detection.mp4',
      sha256: 'a5964aa259099a482a8b360ffc2c57b5a30f84d5919236a4dad01f8e929ac07c',
      bytes: 3_291_918,
      sources: intelSamples('one-by-one-person-detection.mp4'),
    },
  ],
  licence: 'CC BY 4.0',
  attribution: 'Intel Corporation, intel-iot-devkit/sample-videos',
  turning: 'forwards',
  seconds: 139.4,
  fps: 10,
  seen,
  rules: [
    { kind: 'angling', params: { stillSeconds: 10, graceSeconds: 10 }, polygon: floor, stays },
    { kind: 'angling', params: {}, polygon: floor, stays },
  ],
}
