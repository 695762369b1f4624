/** All subsets with at most so many members, the empty one first. */
export function subsetsOf<Member>(members: readonly Member[], most: number): readonly (readonly Member[])[] {
  return members.reduce<readonly (readonly Member[])[]>(
    (all, one) => [...all, ...all.filter(({ length }) => length < most).map((subset) => [...subset, one])], [[]],
  )
}
