import type { ObjectClass } from '@sightline/detectors/detection'
import { useTranslation } from 'react-i18next'
import { zhModels } from '../../words/zh-models.ts'

type Fault = keyof typeof zhModels.fault
type Fact = keyof typeof zhModels.fact

const isFault = (code: string): code is Fault => code in zhModels.fault
const isFact = (key: string): key is Fact => key in zhModels.fact

const ofOthers: readonly string[] = [
  'file_unreachable',
  'picture_unreadable',
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

/** `256 MB`, with two digits where it is less than ten. */
export function sizeText(bytes: number): string {
  const mega = bytes / 2 ** 20
  return `${mega >= 10 ? Math.round(mega) : mega.toFixed(2)} MB`
}
