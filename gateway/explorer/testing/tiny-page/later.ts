/** Says that the page has run. */
export const say = (): void => console.log('The page has run.')
