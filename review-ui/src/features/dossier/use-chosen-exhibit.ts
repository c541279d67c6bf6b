import type { Exhibit } from '@sightline/api/contract/alerts'
import { useSearchParams } from 'react-router'

/** Which exhibit is on the stage: the address says so; without a word the first picture, else the first of all. */
export function useChosenExhibit(exhibits: readonly Exhibit[]) {
  const [search, setSearch] = useSearchParams()
  const found = exhibits.findIndex((exhibit) => exhibit.id === search.get('exhibit'))
  const picture = exhibits.findIndex(({ role }) => role === 'still')
  const index = Math.max(0, found >= 0 ? found : picture)
  const choose = (exhibit: Exhibit): void => setSearch({ exhibit: exhibit.id }, { replace: true })
  return {
    chosen: exhibits[index],
    choose,
    step: (by: 1 | -1): void => {
      const next = exhibits[index + by]
      if (next) choose(next)
    },
  }
}
