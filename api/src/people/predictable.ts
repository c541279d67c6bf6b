/** What people build passwords from first; each also with its letters replaced by digits and signs. */
const bases =
  'password passwort administrator admin welcome letmein sightline changeme qwerty secret default system iloveyou monkey dragon test user root login guest master super officer operator police enforcement camera monitor hello huawei hikvision dahua woaini mima guanliyuan yonghu chongqing beijing shanghai zhongguo china zhifa chengguan jiankong'.split(
    ' ',
  )
const alike: Record<string, string> = {
  a: '[a@4]',
  e: '[e3]',
  i: '[i1!l]',
  l: '[l1!i]',
  o: '[o0]',
  s: '[s$5]',
  t: '[t7+]',
}
const asWritten = (word: string): string => [...word].map((one) => alike[one] ?? one).join('')
const basePattern = new RegExp(bases.map(asWritten).join('|'), 'g')

const forward = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
  '!@#$%^&*()',
]
const rows = [...forward, ...forward.map((row) => [...row].toReversed().join(''))]

/** Without runs of one character, of the alphabet, of digits and of the keyboard, 3 or more long. */
function withoutRuns(text: string): string {
  let [kept, at] = ['', 0]
  while (at < text.length) {
    let length = 1
    const isRun = (part: string): boolean =>
      new Set(part).size === 1 || rows.some((row) => row.includes(part))
    while (at + length < text.length && isRun(text.slice(at, at + length + 1))) length += 1
    if (length < 3) kept += text.slice(at, at + length)
    at += length
  }
  return kept
}

/** Whether fewer than 6 different characters are left once common words, names, years and keyboard runs are taken out. */
export function isPredictable(password: string, names: readonly string[]): boolean {
  let rest = password.toLowerCase()
  for (const name of names) if (name.length > 2) rest = rest.replaceAll(name.toLowerCase(), '')
  rest = rest.replace(basePattern, '').replace(/(19|20)\d\d/g, '')
  return new Set(withoutRuns(rest)).size < 6
}
