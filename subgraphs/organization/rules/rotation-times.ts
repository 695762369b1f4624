interface Key {
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

export interface RotationTimes {
  /** Null: the old key ends at once. */
  readonly oldEnd: Date | null
  /** Null: the new key has no end. */
  readonly newEnd: Date | null
}

/** The old key never lives longer than it would have; the new one lives as long as the old one was meant to. */
export function rotationTimes({ createdAt, expiresAt }: Key, { now, overlapSeconds }: { readonly now: Date; readonly overlapSeconds: number }): RotationTimes {
  const overlapEnd = now.getTime() + overlapSeconds * 1000
  return {
    oldEnd: overlapSeconds === 0 ? null : new Date(Math.min(expiresAt?.getTime() ?? overlapEnd, overlapEnd)),
    newEnd: expiresAt === null ? null : new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime()),
  }
}
