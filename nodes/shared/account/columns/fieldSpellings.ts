import { peopleWords } from './peopleWords';

const listed = (...lines: readonly string[]): string[] => lines.flatMap((line) => line.split('|'));

/**
 * How columns are called, service by service and language by language: the one table by which Map Automatically knows
 * them. Checked against pages: Shopify (https://help.shopify.com/en/manual/customers/import-export-customers), WooCommerce
 * (https://woocommerce.com/document/customer-order-csv-import-suite), Dynamics 365 (the table Contact:
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/contact), Outlook
 * (https://www.spstechnical.com/outlook_contacts_schema.htm), Microsoft Graph
 * (https://learn.microsoft.com/en-us/graph/api/resources/contact), Magento
 * (https://experienceleague.adobe.com/docs/commerce-admin/systems/data-transfer/data-attributes-customer.html), BigCommerce
 * (https://support.bigcommerce.com/articles/Public/Importing-Exporting-Customers), Klaviyo
 * (https://help.klaviyo.com/hc/en-us/articles/115005078967), Square
 * (https://squareup.com/help/us/en/article/6632-import-customers-online), LinkedIn
 * (https://endearist.com/en/blog/how-to-export-linkedin-connections), Facebook's lead ads
 * (https://developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving), LDAP and Active Directory
 * (https://www.rfc-editor.org/rfc/rfc4519), Google's People API as n8n hands it over
 * (https://developers.google.com/people/api/rest/v1/people#Person). Those of test/cases/found were read off real files.
 * The others are as these are known to head their exports, not checked against a page:
 * Mail and lists: Constant Contact, Mailchimp, Brevo, MailerLite, ActiveCampaign, Campaign Monitor, GetResponse, Kit,
 * AWeber. Shops and payments: Stripe, PrestaShop, Ecwid, PayPal. CRMs and databases: Salesforce, HubSpot, Customer
 * Insights, Zoho, Pipedrive, Odoo, SuiteCRM, CiviCRM, Dolibarr, Airtable, Notion. Address books: Google Contacts,
 * Outlook.com, Thunderbird, KAddressBook, Evolution, Apple Contacts as vCard converters write it. Events and forms:
 * Eventbrite, Zoom, Calendly, Typeform, Google Forms, SurveyMonkey, Jotform, Qualtrics. The words of other languages
 * (English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish, Norwegian, Czech) are those
 * that their speakers use, and are not checked either. Compared by letters and digits without accents, the earlier the
 * stronger.
 */
export const spellings: Readonly<Record<string, readonly string[]>> = {
	email: listed(
		'E-mail|Email Address|Mail|Mail Address|emailaddress1|Email 1|E-mail 1 - Value|Primary Email|Email Addresses|Emails|Email Addr',
		'Email ID|msdynci_email|Person - Email|email_id|Preferred Email|Preferred Email Address|Email (Primary)|Your Email Address|From Email Address|E-Mail-Adresse',
		'Pref. Email|Mailadresse|Adresse e-mail|Adresse mail|Courriel|Adresse courriel|Mél|Adresse de messagerie',
		'Correo electrónico|Correo|Dirección de correo electrónico|Dirección de correo|Dirección de email',
		'Indirizzo e-mail|Indirizzo posta elettronica|Indirizzo di posta elettronica|Posta elettronica',
		'Endereço de e-mail|Endereço de email|Endereço eletrônico|Correio eletrónico|Correio eletrônico',
		'Endereço de correio eletrónico|E-mailadres|Mailadres|Adres e-mail|Adres poczty elektronicznej',
		'E-postadress|E-post|E-postadresse|E-mailadresse|E-mailová adresa|E-mail adresa|Emailová adresa',
	),
	first_name: listed(
		'First Name|Given Name|Given Names|First Names|First / Given Name|Forenames|fname|Forename|msdynci_firstname|Christian Name|First|Name (First)|Vorname|Rufname',
		'Prénom|Primer nombre|Nombres|Nombre de pila|Primeiro nome|Nome próprio|Voornaam|Roepnaam|Imię|Förnamn',
		'Tilltalsnamn|Fornavn|Křestní jméno',
	),
	last_name: listed(
		'Last Name|Surname|Family Name|Last / Family Name|Last Name (Surname)|lname|msdynci_lastname|Last|Name (Last)|Nachname|Familienname|Zuname',
		'Nom de famille|Apellidos|Apellido|Primer apellido|Cognome|Sobrenome|Apelido|Último nome|Achternaam',
		'Familienaam|Nazwisko|Efternamn|Efternavn|Etternavn|Příjmení',
	),
	/** Dutch: `de` of `Jan de Jong`, which stands before the last name and has a column of its own. */
	surname_prefix: listed(
		'Last Name Prefix|Family Name Prefix|Tussenvoegsel|Tussenvoegsels|Tussenv|Tussenvoegsel achternaam|Voorvoegsel|Voorvoegsels|Voorvoegsel achternaam',
	),
	full_name: listed(
		'Full Name|Name|First and Last Name|First & Last Name|Name (First and Last)|Name (First & Last)|Last Name, First Name|Full Name (First & Last)|Contact Person|Display Name|Formatted Name|Contact Name|Person Name|msdynci_fullname|Attendee Name|Invitee Name',
		'Vor- und Nachname|Vorname und Nachname|Vollständiger Name|Anzeigename|Nom complet|Nom et prénom',
		'Prénom et nom|Nombre completo|Nombre y apellidos|Nome completo|Nome e cognome|Volledige naam',
		'Imię i nazwisko|Fullständigt namn|För- och efternamn|Fulde navn|Fullt navn|For- og etternavn|Celé jméno',
		'Jméno a příjmení',
	),
	job_title: listed(
		'Job Title|Position|Job Position|Position Title|Title / Position|Job Role|msdynci_jobtitle|Organization Title|Organizations Title|Organization 1 - Title|Designation',
		'Berufsbezeichnung|Stellenbezeichnung|Funktion|Fonction|Intitulé du poste|Poste|Cargo|Puesto|Qualifica',
		'Posizione|Posizione lavorativa|Mansione|Função|Functie|Functietitel|Stanowisko|Befattning|Jobbtitel',
		'Stilling|Stillingsbetegnelse|Pracovní pozice|Pozice|Funkce',
	),
	company_name: listed(
		'Company|Company Name|Organization|Organisation|Org|Org Name|Employer|Account Name|Organization Name|Organizations Name',
		'Organization 1 - Name|Business Name|Company / Organization|Company / Organisation|Organisation / Company|Organisation Name|Business / Organization|Company / Employer|Firm|Firm Name|Employer Name|Company Organization|Company / Account|Address Company|Workplace|Current Employer|Employer ID|socname|Third-party name|Firma',
		'Firmenname|Unternehmen|Société|Entreprise|Raison sociale|Empresa|Compañía|Nombre de la empresa',
		'Organización|Azienda|Società|Ragione sociale|Nome da empresa|Organização|Bedrijf|Bedrijfsnaam|Organisatie',
		'Nazwa firmy|Organizacja|Företag|Företagsnamn|Virksomhed|Firmanavn|Bedrift|Selskap|Společnost|Název firmy',
	),
	birthday: listed(
		'Birth Date|Birthdays|Date of Birth|DOB|bday|msdynci_birthdate|Geburtsdatum|Geburtstag|Date de naissance',
		'Fecha de nacimiento|Cumpleaños|Data di nascita|Compleanno|Data de nascimento|Geboortedatum|Verjaardag',
		'Data urodzenia|Urodziny|Födelsedatum|Födelsedag|Fødselsdato|Fødselsdag|Datum narození|Narozeniny',
	),
	birth_month: listed(
		'Birth Month|Birthday Month|Birth Date Month|DOB Month|Geburtsmonat|Mois de naissance|Mes de nacimiento|Month of Birth',
	),
	birth_day: listed('Birthday Day|Birth Date Day|DOB Day|Day of Birth|Jour de naissance|Día de nacimiento'),
	anniversary: listed('Anniversary Date|Wedding Anniversary|Jahrestag|Hochzeitstag|Jubileum'),
	phone: listed(
		'Phone Number|Phone Numbers|Phones|Telephone|Telephones|Tel|Telephone1|Telephone Number|Phone No|msdynci_telephone1|Tel No|Telephone No|Contact Number|Contact No|Daytime Phone|Preferred Phone|Pref. Phone|Best Phone',
		'Phone 1|Telefon|Telefonnummer|Rufnummer|Téléphone|Numéro de téléphone|Tél|Teléfono|Número de teléfono',
		'Telefono|Numero di telefono|Telefone|Número de telefone|Telefoon|Telefoonnummer|Numer telefonu',
		'Nr telefonu|Tlf|Telefonní číslo',
	),
	home_phone: listed(
		'Home Phone Number|Home-Phone-Phone|Home Phones|Home Number|Telephone2|Particular: teléfono|Abitazione (tel)',
	),
	work_phone: listed(
		'Work Phone Number|Work-Phone-Phone|Work Number|Business Phone|Business Phones|Office Phone|Telefoon op werk|Tel. ufficio|Telefon (arb.)',
	),
	mobile_phone: listed(
		'Mobile|Home-Phone-Mobile|Work-Phone-Mobile|Mobile Number|Mobile No|Mobile / Cell|Handy-Nr|Mobile Phones|Mobile Phone Number|Cell|Cell Phone|Cell Phone Number|Cellular|Handy|Handynummer',
		'Mobil|Mobiltelefon|Mobilnummer|Téléphone mobile|Téléphone portable|Tél. mobile|Móvil|Teléfono móvil',
		'Celular|Teléfono celular|Cellulare|Telefono cellulare|Telemóvel|Telefone celular|Mobiel|Mobiele telefoon',
		'Mobiel nummer|Telefon komórkowy|Komórka|Mobilní telefon',
	),
	other_phone: listed(
		'Other Phone Number|Alternate Phone|Secondary Phone|Weiteres Telefon|Autre téléphone|Otro teléfono',
	),
	street: listed(
		'Street Address|Street Address 1|Street 1|Address 1|Address Line 1|Street Line 1|Street Address Line 1|Line 1|Address Lines|Lines|Postal Street 1|mepr-address-one|Pref. Street',
		'address1_line1|Addr 1|Addr Line 1|Street Name|Straße|Straße 1|Straße und Hausnummer|Straße, Hausnummer|Straße / Nr|Street & Number|Adresszeile 1',
		'Rue|Adresse 1|Ligne d’adresse 1|Adresse ligne 1|Numéro et rue|Calle|Calle y número|Dirección 1',
		'Línea de dirección 1|Indirizzo 1|Rua|Logradouro|Endereço 1|Morada 1|Straat|Straatnaam',
		'Straat en huisnummer|Adresregel 1|Adres 1|Ulica|Ulica i numer|Gata|Gatuadress|Adress 1|Adressrad 1|Vej',
		'Gade|Adresselinje 1|Gateadresse|Ulice|Ulice a číslo',
	),
	street2: listed(
		'Street 2|Street Address 2|Address 2|Address Line 2|Street Line 2|Street Address Line 2|Line 2|address1_line2|Addr 2|Addr Line 2|Postal Street 2|mepr-address-two',
		'Address Line 2/District/Neighborhood|Supplemental Address 1',
		'Apartment|Extended Address|Adresszusatz|Adresszeile 2|Straße 2|Adresse 2|Complément d’adresse',
		'Adresse ligne 2|Dirección 2|Calle 2|Línea de dirección 2|Indirizzo 2|Complemento|Endereço 2|Morada 2',
		'Adresregel 2|Adres 2|Adress 2|Adressrad 2|Adresselinje 2',
	),
	/** Of a house whose street stands in a column of its own. */
	house_number: listed(
		'House No|House Nr|Street No|Hausnummer|Hausnr|Haus-Nr',
		'Numéro de rue|N° de rue|Número exterior|Número de calle|Numero civico|N. civico|Huisnummer|Huisnr',
		'Numer domu|Nr domu|Husnummer|Husnr|Gatenummer|Gatunummer|Číslo popisné|Číslo domu',
	),
	/** What stands behind the number: the letter of a house, a flat. */
	house_addition: listed(
		'House Number Addition|House Number Suffix|Number Addition|Hausnummerzusatz|Huisnummer toevoeging|Huisnr toevoeging',
		'Toevoeging|Huisletter',
	),
	city: listed(
		'Town|Town / City|City / Town|City or Town|Suburb / City|Municipality|address1_city|mepr-address-city|Pref. City|Locality|Suburb|Ort|Stadt|Wohnort|Ville|Localité|Commune',
		'Ciudad|Localidad|Población|Città|Comune|Località|Cidade|Localidade|Município|Plaats|Woonplaats|Stad',
		'Miasto|Miejscowość|Postort|Poststed|Město|Obec',
	),
	state: listed(
		'State/Province/Region/County/Territory/Prefecture/Republic|Province|State / Province|State or Province|State / Region|State / Prov|Province / Region|State Abbreviation|US State|State Province Region|State Province ID|Province / State|stateOrProvinceName|stateOrProvinceCode|mepr-address-state|Pref. State',
		'address1_stateorprovince|administrative_district_level_1|State Code|Province Code|Country Sub Division Code|State / County|Bundesland|Kanton|Provincia|Estado',
		'Estado / Provincia|Provincia / Estado|UF|Provincie|Województwo|Fylke|Län',
	),
	zip: listed(
		'Zip Code|Postal Code|Postcode|Post Code|Zip / Postal Code|Postal / Zip Code|Postcode / Zip',
		'address1_postalcode|mepr-address-zip|Pref. Postal Code|Postal|Zip or Postal Code|Zip or Postcode|Zip5|Pincode|PLZ|Postleitzahl|Code postal|Código postal|CAP',
		'Codice postale|CEP|Kod pocztowy|Postnummer|Postnr|PSČ|Poštovní směrovací číslo',
	),
	country: listed(
		'Country Name|Country / Region|Country or Region|Country ID|Country Code|Country of Residence|address1_country|mepr-address-country|Pref. Country|Nation|Land|Land / Region|Pays|Pays / Région',
		'País|País / Región|Paese|Nazione|Paese / Regione|País / Região|Země',
	),
	sms_number: listed('SMS Phone|SMS Phone Number|SMS'),
	sms_consent_date: listed('SMS Opt-In Date'),
};

/**
 * Names that mean the field only where nothing surer does, and only beside the others of its kind: a `Region` alone may
 * be a sales region, an `Address` alone a whole address.
 */
export const faintSpellings: Readonly<Record<string, readonly string[]>> = {
	email: listed('Subscriber|Username|User Name|Login|User Principal Name|UPN|Recipient'),
	job_title: listed('Title|Function|Titel|Titre|Role|Occupation'),
	street: listed(
		'Address|Postal Address|Via|Gate|Adresse|Anschrift|Dirección|Domicilio|Indirizzo|Endereço|Morada|Adres|Adress|Adresa',
	),
	city: listed('By|Sted'),
	state: listed('Region|County|Región|Regione|Région'),
	country: listed('Stát'),
};

/**
 * Plain words for a name: the first name beside a last name (`Nombre`, `Apellidos`), the last name beside a first name
 * (`Nom`, `Prénom`), and the whole name where there is neither.
 */
export const nameWords = listed('Nom|Nombre|Nome|Naam|Navn|Namn|Jméno');

/**
 * Names that mean something else elsewhere: what they mean beside others that tell the language or the program, an
 * empty text where that is nothing of a contact.
 */
export const besideOthers: ReadonlyArray<{
	readonly name: string;
	readonly others: readonly string[];
	/** A further one that must be there. */
	readonly and?: string;
	readonly field: string;
}> = [
	{ name: 'Name', others: ['Vorname', 'Voornaam'], field: 'last_name' },
	{ name: 'Kraj', others: ['Kod pocztowy', 'Miasto', 'Miejscowość', 'Nazwisko'], field: 'country' },
	// Active Directory, by the names of LDAP (https://www.rfc-editor.org/rfc/rfc4519).
	{ name: 'sn', others: ['givenName', 'sAMAccountName'], field: 'last_name' },
	{ name: 'l', others: ['sn', 'st', 'postalCode'], field: 'city' },
	{ name: 'st', others: ['sn', 'l'], field: 'state' },
	{ name: 'o', others: ['sn', 'objectClass'], field: 'company_name' },
	// MailerLite's name is the first name, where people fill in the last name.
	{ name: 'Name', others: ['z_i_p', 'signup_ip'], field: 'name_word' },
	// Whatever a list of SharePoint is about: https://learn.microsoft.com/en-us/graph/api/listitem-list
	{ name: 'Title', others: ['AuthorLookupId'], field: '' },
	// The title of an appointment, or of a deal.
	{ name: 'Title', others: ['startTime', 'start_time', 'person_id'], field: '' },
	// An account of Dynamics 365, whose answers always have its ID: no other program calls an address so
	// (https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/account).
	{ name: 'Name', others: ['accountid'], and: 'emailaddress1', field: 'company_name' },
	// ERPNext's number of a customer, whose name stands beside it; elsewhere a customer may be the person's company.
	{ name: 'Name', others: ['customer_name'], and: 'customer_type', field: '' },
	// Breeze's kinds of phones.
	{ name: 'Home', others: ['Mobile', 'Mobile Phone', 'Cell'], field: 'home_phone' },
	{ name: 'Work', others: ['Mobile', 'Mobile Phone', 'Cell'], field: 'work_phone' },
	{ name: 'Kraj', others: ['PSČ', 'Město', 'Příjmení'], field: 'state' },
	// Alone it may be the street and its number.
	{ name: 'Street Number', others: ['Street', 'Street Name'], field: 'house_number' },
];

/**
 * Words before or behind a part of an address or a kind of phone, such as in `Work City`, `Phone - home` and `Straße
 * geschäftlich`.
 */
export const qualifiers: Readonly<Record<AddressType, readonly string[]>> = {
	home: listed(
		'Home|Personal|Private|Residential|privat|domicile|personnel|perso|casa|particular|domicilio|abitazione|ab',
		'residencial|pessoal|thuis|privé|huisadres|domowy|prywatny|hem|hjem|privat adresse|domů|adres domowy',
	),
	work: listed(
		'Work|Business|Office|Company|geschäftlich|dienstlich|Firma|bureau|professionnel|pro|travail|del trabajo',
		'trabajo|oficina|ufficio|uff|lavoro|empresa|comercial|trabalho|zakelijk|werk|werkadres|op werk|służbowy',
		'adres służbowy|praca|arbete|arbejde|arb|arbeid|zaměstnání|zam',
	),
	other: listed('Other|Alternate|Weitere|andere|autre|otro|otra|altro|outro|overig|inny|annan|anden|annen|jiná'),
	mobile: listed('Mobile|Cell|mobil|portable|móvil|celular|cellulare|mobiel|komórkowy|mobilní|iPhone'),
	main: [
		...listed('Default|Primary|Main|Mailing|Postal|Address|Addr|address1|Street Address|Billing|BillAddr'),
		...Object.values(peopleWords).flat(),
		...listed('Your|Profile|msdynci|Rechnung|facturation|facturación|Physical|Address Mail|Invoice Address'),
	],
};

export const addressTypes = ['home', 'work', 'other', 'mobile', 'main'] as const;
export type AddressType = (typeof addressTypes)[number];
