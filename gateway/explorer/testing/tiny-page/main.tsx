import './page.css'

// loaded later, so that there is a second file
void import('./later.ts').then(({ say }) => say())
