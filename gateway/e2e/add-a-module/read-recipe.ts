/** A fenced block of a page: what stands behind the fence, and the text between. */
export interface Block {
  readonly language: string
  /** A path in the project, or what the block is for; empty for blocks that are only read. */
  readonly purpose: string
  readonly text: string
}

const FENCE = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm

/** The fenced blocks of a Markdown page, in order. */
export function readRecipe(page: string): readonly Block[] {
  return [...page.matchAll(FENCE)].map(([, language = '', purpose = '', text = '']) => ({ language, purpose, text }))
}

/** The only block of its kind; a page that lost it proves nothing. */
export function blockFor(blocks: readonly Block[], language: string, purpose = ''): string {
  const found = blocks.filter((block) => block.language === language && block.purpose === purpose)
  if (found.length !== 1 || !found[0]) throw new Error(`The page has ${found.length} blocks \`\`\`${language} ${purpose}.`)
  return found[0].text
}

const isPath = ({ purpose }: Block): boolean => purpose.includes('.')

/** Blocks that are files, or changes of files. */
export function fileBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(isPath)
}

/** Lines that somebody must write, apart from the model itself. */
export function handWrittenLines(blocks: readonly Block[]): number {
  return fileBlocks(blocks).filter(({ language }) => language !== 'prisma').reduce((sum, block) => sum + linesOf(block), 0)
}

function linesOf({ language, text }: Block): number {
  const lines = text.split('\n')
  return lines.filter((line) => (language === 'diff' ? line.startsWith('+') : line.trim() !== '')).length
}
