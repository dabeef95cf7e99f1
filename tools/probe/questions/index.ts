import { capQuestions } from './caps';
import { exportQuestions } from './exports';
import { jobQuestions } from './jobs';
import { peopleQuestions } from './people';
import type { Question } from './question';
import { rowQuestions } from './rows';
import { serviceQuestions } from './service';
import { storedQuestions } from './stored';

export type { Question } from './question';

export const questions: readonly Question[] = [
	...rowQuestions,
	...storedQuestions,
	...peopleQuestions,
	...exportQuestions,
	...jobQuestions,
	...capQuestions,
	...serviceQuestions,
];
