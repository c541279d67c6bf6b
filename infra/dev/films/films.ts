import { carsFromAbove, parkedCars, traffic } from './cars.ts'
import type { Film } from './film.ts'
import { oneByOne } from './one-by-one.ts'
import { vtest } from './vtest.ts'

/** Every film of the bench. */
export const films: readonly Film[] = [vtest, oneByOne, parkedCars, traffic, carsFromAbove]
