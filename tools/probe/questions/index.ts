import { capQuestions } from './caps';
import { exportQuestions } from './exports';
import { peopleQuestions } from './people';
import type { Question } from './question';
import { rowQuestions } from './rows';
import { serviceQuestions } from './service';

export type { Question } from './question';

export const questions: readonly Question[] = [
	...rowQuestions,
	...peopleQuestions,
	...exportQuestions,
	...capQuestions,
	...serviceQuestions,
];
