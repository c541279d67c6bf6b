import { useTranslation } from 'react-i18next'
import type { SaidFacts } from './say-facts.ts'

/** What an entry says, a line each; what has no words is folded away, as stored. */
export function FactLines({ of: { said, technical } }: { readonly of: SaidFacts }) {
  const { t } = useTranslation()
  return (
    <div className="fact-lines small">
      {said.map((line, i) => (
        <div key={i}>{line}</div>
      ))}
      {technical.length > 0 && (
        <details>
          <summary className="soft">{t('facts.technical')}</summary>
          <dl>
            {technical.map(([key, text]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}
