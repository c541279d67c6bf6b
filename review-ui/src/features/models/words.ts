import type { Trial } from '@sightline/api/contract/models'
import { objectClasses, type ObjectClass } from '@sightline/detectors/detection'
import { useTranslation } from 'react-i18next'
import { zhModels } from '../../words/zh-models.ts'

type Fault = keyof typeof zhModels.fault
type Fact = keyof typeof zhModels.fact
type DoubtCode = keyof typeof zhModels.doubt
type Doubt = Extract<Trial, { ok: true }>['doubts'][number]

const isFault = (code: string): code is Fault => code in zhModels.fault
const isDoubt = (code: string): code is DoubtCode => code in zhModels.doubt
const isFact = (key: string): key is Fact => key in zhModels.fact

const ofOthers: readonly string[] = [
  'file_unreachable',
  'picture_unreadable',
  'picture_format',
  'picture_too_large',
  'disk_full',
  'folder_not_writable',
  'closing',
  'worker_crashed',
]

/** Whether the model itself failed its dry run; else the dry run could not be done. */
export const isFaultOfModel = (code: string): boolean => !ofOthers.includes(code)

/** Why a model does not run or cannot serve, as a sentence with what to do; a code unknown here is shown as it is. */
export function useFaultText(): (code: string) => string {
  const { t } = useTranslation()
  return (code) => (isFault(code) ? t(`models.fault.${code}`) : t('models.unknownFault', { code }))
}

export function useFactName(): (key: string) => string {
  const { t } = useTranslation()
  return (key) => (isFact(key) ? t(`models.fact.${key}`) : key)
}

/** A class of ours in words. */
export function useClassName(): (name: ObjectClass) => string {
  const { t } = useTranslation()
  return (name) => t(`code.objectClass.${name}`)
}

/** Why what a model gave cannot be believed, with its numbers and what to do. */
export function useDoubtText(): (doubt: Doubt) => string {
  const { t } = useTranslation()
  const className = useClassName()
  return ({ code, facts }) => {
    if (!isDoubt(code)) return t('models.unknownFault', { code })
    const { objects = '', most = '', near = '', boxes = '', misplaced = '' } = facts
    const known = objectClasses.find((one) => one === facts['class'])
    const name = known ? className(known) : String(facts['class'] ?? '')
    const said = t(`models.doubt.${code}`, { objects, most, near, boxes, misplaced, class: name })
    const { perhaps } = facts
    return perhaps === undefined ? said : `${said} ${t('models.perhaps', { perhaps })}`
  }
}

/** `256 MB`, with two digits where it is less than ten. */
export function sizeText(bytes: number): string {
  const mega = bytes / 2 ** 20
  return `${mega >= 10 ? Math.round(mega) : mega.toFixed(2)} MB`
}
