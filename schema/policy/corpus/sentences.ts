import type { Kind, Language } from './languages.ts'

type Sentences = readonly [string, ...string[]]

/** Where a value stands in what people write; `*` is the value. */
export const SENTENCES: Readonly<Record<Language, Readonly<Record<Kind | 'plain', Sentences>>>> = {
  en: {
    email: ['Please reply to * as soon as you can.', 'My colleague (*) cannot sign in.', 'cc: *; thanks!', 'I used <*> to register.', 'Wrong address on the bill, it should be *.', 'Contact:*'],
    phone: ['You can reach me at * after five.', 'Phone: *', 'Call me back (*), please.', 'Nobody answers under *!', 'my cell is *, text works too'],
    card: ['I paid with * and was charged twice.', 'Card no. *, exp. 11/29.', 'The card * was declined.', 'card:*'],
    iban: ['Please refund to *.', 'IBAN: *', 'Our bank account is *, the old one is closed.', 'Transfer it to account * please'],
    ip: ['We were blocked from * since Monday.', 'The office has the address *.', 'Log shows * at the door.', 'allow-list: *, nothing else'],
    token: ['I pasted * into the config by mistake.', 'Authorization: Bearer *', 'Is the key * still valid?', 'curl -H "X-Key: *" fails'],
    plain: ['The order * has not arrived.', 'Since * everything is slow.', 'We see * in the report, that is wrong.', 'Reference: *', 'Could you check * for me?', 'It says * instead of what we agreed.'],
  },
  de: {
    email: ['Bitte antworten Sie an *, danke.', 'Meine Kollegin (*) kommt nicht hinein.', 'Kopie an: *; Gruß', 'Registriert bin ich mit <*>.', 'Die Rechnung soll an * gehen.', 'Kontakt:*'],
    phone: ['Sie erreichen mich unter * ab 17 Uhr.', 'Tel.: *', 'Rufen Sie zurück (*), bitte.', 'Unter * meldet sich niemand!', 'Handy *, gern auch per Nachricht'],
    card: ['Bezahlt habe ich mit * und zwar doppelt.', 'Kartennr. *, gültig bis 11/29.', 'Die Karte * wurde abgelehnt.', 'Karte:*'],
    iban: ['Bitte erstatten Sie auf *.', 'IBAN: *', 'Unser Konto ist jetzt *, das alte ist zu.', 'Überweisung bitte auf * danke'],
    ip: ['Von * aus sind wir seit Montag gesperrt.', 'Das Büro hat die Adresse *.', 'Im Protokoll steht * an der Tür.', 'Freigabe: *, sonst nichts'],
    token: ['Ich habe * versehentlich in die Datei kopiert.', 'Authorization: Bearer *', 'Gilt der Schlüssel * noch?', 'curl -H "X-Key: *" geht nicht'],
    plain: ['Die Bestellung * ist nicht da.', 'Seit * ist alles langsam.', 'Im Bericht steht *, das stimmt nicht.', 'Zeichen: *', 'Können Sie * prüfen?', 'Dort steht * und nicht das Vereinbarte.'],
  },
  fr: {
    email: ['Merci de répondre à * rapidement.', 'Ma collègue (*) ne peut pas se connecter.', 'copie : *; merci', 'Je me suis inscrit avec <*>.', 'La facture doit aller à *.', 'Contact:*'],
    phone: ['Vous pouvez me joindre au * après 17 h.', 'Tél. : *', 'Rappelez-moi (*), svp.', 'Personne ne répond au * !', 'mon portable : *, par message aussi'],
    card: ["J'ai payé avec * et on m'a débité deux fois.", 'Carte n° *, exp. 11/29.', 'La carte * a été refusée.', 'carte:*'],
    iban: ['Merci de rembourser sur *.', 'IBAN : *', 'Notre compte est désormais *, l’ancien est fermé.', 'Virement sur * svp'],
    ip: ['Nous sommes bloqués depuis * lundi.', 'Le bureau a l’adresse *.', 'Le journal montre * à la porte.', 'autorisés : *, rien d’autre'],
    token: ['J’ai collé * par erreur dans le fichier.', 'Authorization: Bearer *', 'La clé * est-elle encore valable ?', 'curl -H "X-Key: *" échoue'],
    plain: ['La commande * n’est pas arrivée.', 'Depuis * tout est lent.', 'Le rapport indique *, c’est faux.', 'Réf. : *', 'Pouvez-vous vérifier * ?', 'On y lit * au lieu de ce qui était convenu.'],
  },
  es: {
    email: ['Por favor, respondan a * cuanto antes.', 'Mi compañera (*) no puede entrar.', 'copia: *; gracias', 'Me registré con <*>.', 'La factura debe ir a *.', 'Contacto:*'],
    phone: ['Pueden llamarme al * después de las cinco.', 'Tel.: *', 'Devuélvanme la llamada (*), por favor.', '¡En el * no contesta nadie!', 'mi móvil es *, también por mensaje'],
    card: ['Pagué con * y me cobraron dos veces.', 'Tarjeta n.º *, cad. 11/29.', 'La tarjeta * fue rechazada.', 'tarjeta:*'],
    iban: ['Por favor, devuelvan a *.', 'IBAN: *', 'Nuestra cuenta es ahora *, la antigua está cerrada.', 'Transferencia a * gracias'],
    ip: ['Desde * estamos bloqueados desde el lunes.', 'La oficina tiene la dirección *.', 'El registro muestra * en la puerta.', 'permitidas: *, nada más'],
    token: ['Pegué * por error en el fichero.', 'Authorization: Bearer *', '¿Sigue siendo válida la clave *?', 'curl -H "X-Key: *" falla'],
    plain: ['El pedido * no ha llegado.', 'Desde * todo va lento.', 'El informe dice *, y no es así.', 'Ref.: *', '¿Pueden revisar *?', 'Pone * en vez de lo acordado.'],
  },
  it: {
    email: ['Rispondete a * appena possibile.', 'La mia collega (*) non riesce a entrare.', 'copia: *; grazie', 'Mi sono registrato con <*>.', 'La fattura deve andare a *.', 'Contatto:*'],
    phone: ['Mi trovate al * dopo le cinque.', 'Tel.: *', 'Richiamatemi (*), per favore.', 'Al * non risponde nessuno!', 'il mio cellulare è *, anche per messaggio'],
    card: ['Ho pagato con * e mi è stato addebitato due volte.', 'Carta n. *, scad. 11/29.', 'La carta * è stata rifiutata.', 'carta:*'],
    iban: ['Rimborsate su *, grazie.', 'IBAN: *', 'Il nostro conto ora è *, il vecchio è chiuso.', 'Bonifico su * grazie'],
    ip: ['Da * siamo bloccati da lunedì.', 'L’ufficio ha l’indirizzo *.', 'Il registro mostra * alla porta.', 'permessi: *, niente altro'],
    token: ['Ho incollato * nel file per errore.', 'Authorization: Bearer *', 'La chiave * è ancora valida?', 'curl -H "X-Key: *" non funziona'],
    plain: ['L’ordine * non è arrivato.', 'Da * tutto è lento.', 'Nel rapporto c’è *, ed è sbagliato.', 'Rif.: *', 'Potete controllare *?', 'C’è scritto * e non quanto concordato.'],
  },
}
