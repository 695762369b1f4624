const SHAPES = [
  'M-3.6,0 a3.6,3.6 0 1,0 7.2,0 a3.6,3.6 0 1,0 -7.2,0',
  'M-3.2,-3.2 h6.4 v6.4 h-6.4 z',
  'M0,-4.2 L4,3 L-4,3 z',
  'M0,-4.4 L4.4,0 L0,4.4 L-4.4,0 z',
] as const

/** A sign of one series, so that colour is not all that tells them apart; from the fifth series on it is hollow. */
export const Marker = ({ shape, x, y }: { readonly shape: number, readonly x: number, readonly y: number }) => (
  <path className={`veil-marker${shape >= SHAPES.length ? ' veil-hollow' : ''}`} d={SHAPES[shape % SHAPES.length]} transform={`translate(${x} ${y})`} />
)
