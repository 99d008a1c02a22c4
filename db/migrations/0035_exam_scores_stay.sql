-- A score is given once, when its attempt ends.
revoke update, delete on exam_scores from satya_system;
