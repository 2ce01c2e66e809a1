import { factsOf } from "../facts-of.js";
import { testS3 } from "../s3-tests.js";

testS3("moto", factsOf("moto").text("url"));
