import * as pulumi from "@pulumi/pulumi";

const version = "3.29.0";

export class Azure extends pulumi.CustomResource {
    declare readonly name: pulumi.Output<string>;
    declare readonly documentEndpoint: pulumi.Output<string>;

    constructor(type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        const computed = { name: undefined, documentEndpoint: undefined };
        super(`azure-native:${type}`, name, { ...computed, ...props }, { version, ...opts });
    }
}

export function invoke(token: string, args: pulumi.Inputs): pulumi.Output<any> {
    return pulumi.output(args).apply((known) => pulumi.runtime.invoke(`azure-native:${token}`, known, { version }));
}
