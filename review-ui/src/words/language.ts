import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'sightline.language'

/** Starts the words in the language chosen last time on this screen; Chinese otherwise. */
export async function startWords(storage: Storage): Promise<void> {
  const saved = storage.getItem(storageKey)
  await i18next.use(initReactI18next).init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: saved === 'en' ? 'en' : 'zh',
    fallbackLng: 'zh',
    interpolation: { escapeValue: false },
  })
  markPage(i18next.language)
}

/** Switches now and remembers it on this screen. */
export async function chooseLanguage(language: Language, storage: Storage): Promise<void> {
  storage.setItem(storageKey, language)
  await i18next.changeLanguage(language)
  markPage(language)
}

function markPage(language: string): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}
