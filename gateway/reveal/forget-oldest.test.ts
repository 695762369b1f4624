import { expect, it } from 'vitest'
import { forgetOldest } from './forget-oldest.ts'

it('forgets the oldest of what is kept anywhere', () => {
  const [one, other] = [new Set<number>(), new Set<number>()]
  const remember = forgetOldest(3)
  for (const n of [1, 2, 3, 4, 5]) {
    const place = n % 2 === 0 ? one : other
    place.add(n)
    remember(() => place.delete(n))
  }
  expect([...one, ...other].sort()).toEqual([3, 4, 5])
})
