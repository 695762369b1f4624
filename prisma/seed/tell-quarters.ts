import type { SeedProgress } from './seed.ts'

/** Says every quarter of the way, for outputs that are no terminal. */
export function tellQuarters(say: (line: string) => void): (progress: Pick<SeedProgress, 'done' | 'total'>) => void {
  let told = 0
  return ({ done, total }) => {
    const quarter = Math.floor((done / total) * 4)
    if (quarter > told) say(`demo data ${quarter * 25} %`)
    told = quarter
  }
}
