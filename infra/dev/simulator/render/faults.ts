import type { Scene, View } from '../scene.ts'
import { placeActor, loopTime } from '../truth.ts'

/** A lens under a cap: nearly black, but for the sensor's noise. */
const black = '<rect width="1920" height="1080" fill="#060606"/>'

/** A hand or a bag before the lens: grey and almost even. */
const covered = `<defs><radialGradient id="c"><stop offset="0" stop-color="#5a534c"/><stop offset="1" stop-color="#4a453f"/></radialGradient></defs><rect x="-400" y="-400" width="2800" height="2000" fill="url(#c)"/>`

/** The world as it is at one moment, and stays. */
function stillAt(scene: Scene, seconds: number): Scene {
  const at = loopTime(scene, seconds)
  const actors = scene.actors.flatMap((actor) => {
    const placed = placeActor(actor, at)
    if (!placed) return []
    const { visible: _, ...rest } = actor
    return [{ ...rest, path: [{ at: 0, x: placed.x, y: placed.y, scale: placed.scale }] }]
  })
  return { ...scene, actors }
}

/** A camera that was pushed: it looks a little right and down of where it did, and a little closer. */
export const movedView = ({ left, top, width }: View): View => ({
  left: left + width * 0.1,
  top: top + width * 0.06,
  width: width * 0.9,
})

export type Fault = 'black' | 'covered' | 'shifted'
export const faults: readonly Fault[] = ['black', 'covered', 'shifted']

/** What a camera shows while it is faulty, as a scene and a view of its own, two seconds long. */
export const faultyScene: Record<Fault, (scene: Scene, view: View) => { scene: Scene; view: View }> = {
  black: (scene, view) => ({ scene: { ...scene, backdrop: black, actors: [] }, view }),
  covered: (scene, view) => ({
    scene: { ...scene, backdrop: covered, actors: [] },
    view: { ...view, left: 0, top: 0, width: 1 },
  }),
  shifted: (scene, view) => ({ scene: stillAt(scene, scene.loopSeconds / 2), view: movedView(view) }),
}
