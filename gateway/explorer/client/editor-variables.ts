/** Variables as the editor holds them; nothing where they are no JSON. */
export const variablesOf = (text: string | null | undefined): unknown => {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
