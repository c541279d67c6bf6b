/** What an act of its day may violate, and by what it is punished; for whoever reviews, until lawyers publish matters (R1). */
export interface Provision {
  /** The first day of acts that it is about; null: as far back as anybody asks. */
  readonly fromDay: string | null
  /** The last; null: it is in force. */
  readonly toDay: string | null
  readonly violates: string
  readonly penalty: string
}

const always = (violates: string, penalty: string): readonly Provision[] => [
  { fromDay: null, toDay: null, violates, penalty },
]
/** The code of the environment took the place of the laws on water and air on 2026-08-15. */
const before = { fromDay: null, toDay: '2026-08-14' }
const since = { fromDay: '2026-08-15', toDay: null }

export const parkingProvisions = always('《道路交通安全法》第五十六条', '第九十三条第二款')
export const occupationProvisions = always('《城市道路管理条例》第二十七条第一项', '第四十二条')
export const anglingProvisions: readonly Provision[] = [
  { ...before, violates: '《水污染防治法》第六十五条第二款', penalty: '第九十一条第二款' },
  { ...since, violates: '《生态环境法典》第三百一十九条第二款', penalty: '第一千一百四十五条第二款' },
]
export const burningProvisions: readonly Provision[] = [
  { ...before, violates: '《大气污染防治法》第七十七条', penalty: '第一百一十九条第一款' },
  { ...since, violates: '《生态环境法典》第二百四十六条', penalty: '第一千一百三十一条第一款' },
]
export const clothingProvisions = always('《食品安全法》第三十三条第一款第八项', '第一百二十六条第一款')
export const hygieneProvisions = always('《食品安全法》第三十三条第一款', '第一百二十六条第一款第十三项')

/** Of those, what an act of a day is judged by (R10). */
export const provisionsOn = (provisions: readonly Provision[], day: string): readonly Provision[] =>
  provisions.filter(
    ({ fromDay, toDay }) => (fromDay === null || fromDay <= day) && (toDay === null || day <= toDay),
  )
