import type { ObjectClass } from '@sightline/detectors/detection'

/** The 80 classes of COCO 2017 in the order every COCO model uses. */
export const cocoNames = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,' +
  'bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,' +
  'sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,' +
  'bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,' +
  'toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,' +
  'teddy bear,hair drier,toothbrush'
).split(',')

/** Ours by COCO's name, where they differ or not. */
const ours: Readonly<Record<string, ObjectClass>> = {
  person: 'person',
  bicycle: 'bicycle',
  motorcycle: 'motorcycle',
  car: 'car',
  bus: 'bus',
  truck: 'truck',
  boat: 'boat',
  dog: 'dog',
  cat: 'cat',
  bird: 'bird',
  chair: 'chair',
  'dining table': 'table',
  umbrella: 'umbrella',
  'cell phone': 'phone',
  bottle: 'bottle',
  cup: 'cup',
  bowl: 'bowl',
  knife: 'knife',
  handbag: 'handbag',
  backpack: 'backpack',
}

/** COCO's class index -> ours. */
export const cocoClasses: (ObjectClass | null)[] = cocoNames.map((name) => ours[name] ?? null)
